import { LabelSelector, LabelSelectorRequirement } from '../labels';
import { validateLabelKey, validateLabelValue } from '../names';
import { addNumber, addText, recentTable } from '../recentTable';
import { isAbsent } from './ordinaryMetadata';
import { everything, isRawObject, sharedSelector } from '../sharedLabels';

interface RawSelector {
  /** What the selector asks for by `matchLabels`. */
  labelled: LabelSelector;
  matchExpressions: readonly unknown[];
}

const known = recentTable<LabelSelector, RawSelector>(2 ** 12, isSame);

/** A label selector; see ordinaryMetadata. Equal ones are mostly the same object, as those of labels alone are. */
export function readSelector(raw: unknown): LabelSelector | undefined {
  if (!isRawObject(raw)) {
    return undefined;
  }
  const { matchLabels, matchExpressions } = raw;
  const labelled = readMatchLabels(matchLabels);
  if (isAbsent(matchExpressions) || !labelled) {
    return labelled;
  }
  if (!Array.isArray(matchExpressions)) {
    return undefined;
  }
  return matchExpressions.length === 0
    ? labelled
    : readExpressions({ labelled, matchExpressions });
}

/** Every item of a raw list, or `undefined` when one of them is not ordinary. */
export function readEach<T>(
  raw: readonly unknown[],
  read: (item: unknown) => T | undefined,
): T[] | undefined {
  // Most lists have one item.
  if (raw.length === 1) {
    const item = read(raw[0]);
    return item === undefined ? undefined : [item];
  }
  const items = raw.map(read);
  return items.every(item => item !== undefined) ? items : undefined;
}

function readMatchLabels(raw: unknown): LabelSelector | undefined {
  if (isAbsent(raw)) {
    return everything;
  }
  return isRawObject(raw) ? sharedSelector(raw) : undefined;
}

function readExpressions(raw: RawSelector): LabelSelector | undefined {
  const print = printOf(raw.matchExpressions);
  const candidate = known.find(print, raw);
  if (candidate) {
    return candidate;
  }
  const matchExpressions = readEach(raw.matchExpressions, readRequirement);
  return (
    matchExpressions &&
    known.keep(print, {
      matchLabels: raw.labelled.matchLabels,
      matchExpressions,
    })
  );
}

function printOf(expressions: readonly unknown[]): number {
  let print = expressions.length;
  for (const expression of expressions) {
    if (isRawObject(expression)) {
      const { key, operator, values } = expression;
      print = addNumber(
        typeof key === 'string' ? addText(print, key) : print,
        typeof operator === 'string' ? operator.length : 0,
      );
      if (Array.isArray(values)) {
        for (const value of values) {
          print = typeof value === 'string' ? addText(print, value) : print;
        }
      }
    }
  }
  return print;
}

const noValues: readonly unknown[] = [];

function isSame(selector: LabelSelector, raw: RawSelector): boolean {
  const { matchLabels, matchExpressions } = selector;
  if (
    matchLabels !== raw.labelled.matchLabels ||
    matchExpressions.length !== raw.matchExpressions.length
  ) {
    return false;
  }
  for (let index = 0; index < matchExpressions.length; index++) {
    const { key, operator, values } = matchExpressions[index];
    const other = raw.matchExpressions[index];
    if (
      !isRawObject(other) ||
      key !== other.key ||
      operator !== other.operator ||
      !haveSameItems(values, other.values ?? noValues)
    ) {
      return false;
    }
  }
  return true;
}

function haveSameItems(items: readonly string[], raw: unknown): boolean {
  if (!Array.isArray(raw) || raw.length !== items.length) {
    return false;
  }
  for (let index = 0; index < items.length; index++) {
    if (items[index] !== raw[index]) {
      return false;
    }
  }
  return true;
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
