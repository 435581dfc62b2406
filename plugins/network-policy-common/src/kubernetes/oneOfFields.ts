import { z } from 'zod';

function givenFields(object: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(object).filter(
    field => object[field] !== undefined && object[field] !== null,
  );
}

/** Fields of an object that are given but not known: those of a later version of the API. */
export function unknownFields(
  object: Readonly<Record<string, unknown>>,
  known: readonly string[],
): string[] {
  return givenFields(object).filter(field => !known.includes(field));
}

/** Whether exactly one of the known fields of an object is given, or something of a later version; says so otherwise. */
export function hasOneField(
  object: Readonly<Record<string, unknown>>,
  known: readonly string[],
  context: z.RefinementCtx,
): boolean {
  const given = givenFields(object);
  const count = given.filter(field => known.includes(field)).length;
  if (count > 1) {
    context.addIssue({
      code: 'custom',
      message: `may specify only one of ${known.join(', ')}`,
    });
    return false;
  }
  if (given.length === 0) {
    context.addIssue({
      code: 'custom',
      message: `must specify one of ${known.join(', ')}`,
    });
    return false;
  }
  return true;
}

/** A list of no more items than the API takes, and at least one where it asks for that. */
export function boundedList<T extends z.ZodType>(
  item: T,
  { least = 0, most }: { least?: 0 | 1; most: number },
) {
  return z
    .array(item)
    .min(least, 'must have at least 1 item')
    .max(most, `must have at most ${most} items`);
}
