import { LabelSelector, LabelSelectorRequirement } from '../labels';
import { validateLabelKey, validateLabelValue } from '../names';
import { everything, isRawObject, sharedSelector } from '../sharedLabels';

/** A label selector; see ordinaryMetadata. */
export function readSelector(raw: unknown): LabelSelector | undefined {
  if (!isRawObject(raw)) {
    return undefined;
  }
  const { matchLabels, matchExpressions } = raw;
  const labelled = readMatchLabels(matchLabels);
  if (matchExpressions === undefined || !labelled) {
    return labelled;
  }
  if (!Array.isArray(matchExpressions)) {
    return undefined;
  }
  const requirements = readEach(matchExpressions, readRequirement);
  return (
    requirements && {
      matchLabels: labelled.matchLabels,
      matchExpressions: requirements,
    }
  );
}

/** Every item of a raw list, or `undefined` when one of them is not ordinary. */
export function readEach<T>(
  raw: readonly unknown[],
  read: (item: unknown) => T | undefined,
): T[] | undefined {
  const items = raw.map(read);
  return items.every(item => item !== undefined) ? items : undefined;
}

function readMatchLabels(raw: unknown): LabelSelector | undefined {
  if (raw === undefined) {
    return everything;
  }
  return isRawObject(raw) ? sharedSelector(raw) : undefined;
}

function readRequirement(raw: unknown): LabelSelectorRequirement | undefined {
  if (!isRawObject(raw)) {
    return undefined;
  }
  const { key, operator, values } = raw;
  if (typeof key !== 'string' || validateLabelKey(key) !== undefined) {
    return undefined;
  }
  switch (operator) {
    case 'In':
    case 'NotIn': {
      const read = Array.isArray(values) && readEach(values, readLabelValue);
      return read && read.length > 0
        ? { key, operator, values: read }
        : undefined;
    }
    case 'Exists':
    case 'DoesNotExist':
      return values === undefined ? { key, operator, values: [] } : undefined;
    default:
      return undefined;
  }
}

function readLabelValue(raw: unknown): string | undefined {
  return typeof raw === 'string' && validateLabelValue(raw) === undefined
    ? raw
    : undefined;
}
