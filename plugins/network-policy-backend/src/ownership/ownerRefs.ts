/** An annotation that is longer consents to nothing. */
const LONGEST = 4_096;

/** A list of more owners consents to nothing. */
const MOST_OWNERS = 50;

const NAME = '[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const FULL_REFERENCE = new RegExp(`^[A-Za-z0-9]{1,63}:${NAME}/${NAME}$`);

/**
 * An entity reference as Backstage compares it, in lower case. Undefined when it is not a full one: a reference without
 * a kind or a namespace could mean another entity than its writer meant.
 */
export function normaliseOwner(reference: string): string | undefined {
  return FULL_REFERENCE.test(reference) ? reference.toLowerCase() : undefined;
}

/**
 * The owners in an annotation, references separated by commas. A list with one mistake in it, or one that is too long,
 * has no owners at all: half a list could leave out the owner who matters.
 */
export function parseOwners(annotation: string | undefined): readonly string[] {
  if (!annotation || annotation.length > LONGEST) {
    return [];
  }
  const owners = new Array<string>();
  for (const part of annotation.split(',')) {
    const owner = normaliseOwner(part.trim());
    if (!owner) {
      return [];
    }
    owners.push(owner);
  }
  return owners.length > MOST_OWNERS ? [] : owners;
}
