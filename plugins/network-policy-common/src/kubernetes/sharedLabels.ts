import { boundedTable } from './boundedTable';
import { Labels, LabelSelector } from './labels';
import { validateLabelKey, validateLabelValue } from './names';
import { addText, recentTable } from './recentTable';

/** No labels. */
export const noLabels: Labels = {};

/** The selector that selects everything. */
export const everything: LabelSelector = {
  matchLabels: noLabels,
  matchExpressions: [],
};

/** An object of JSON or YAML: anything with fields that is no list. */
export type RawObject = Readonly<Record<string, unknown>>;

/** Whether a raw value is an object. */
export function isRawObject(raw: unknown): raw is RawObject {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

interface Known {
  keys: readonly string[];
  values: readonly string[];
  selector: LabelSelector;
}

/** A cluster has many thousands of pods and only some hundred or thousand sets of labels. */
const known = recentTable<Known, RawObject>(2 ** 15, isSame);

const nothingYet = 1;

// Within such a loop, as it is, a key and its value cost next to nothing: no list of the keys is made.
const hasOwn = Object.prototype.hasOwnProperty;

/**
 * The selector that asks for these labels and nothing more; undefined when they are no labels. Equal ones are the same
 * object, as long as they are remembered: whoever compares many may look at that first.
 */
export function sharedSelector(raw: RawObject): LabelSelector | undefined {
  let print = nothingYet;
  let isEmpty = true;
  for (const key in raw) {
    if (hasOwn.call(raw, key)) {
      const value = raw[key];
      if (typeof value !== 'string') {
        return undefined;
      }
      print = addText(print, value);
      isEmpty = false;
    }
  }
  return isEmpty
    ? everything
    : (known.find(print, raw) ?? readLabels(print, raw))?.selector;
}

/** Labels of an object, or of a selector; see {@link sharedSelector}. */
export function sharedLabels(raw: RawObject): Labels | undefined {
  return sharedSelector(raw)?.matchLabels;
}

function isSame({ keys, values }: Known, raw: RawObject): boolean {
  let index = 0;
  for (const key in raw) {
    if (hasOwn.call(raw, key)) {
      if (
        index === keys.length ||
        key !== keys[index] ||
        raw[key] !== values[index]
      ) {
        return false;
      }
      index += 1;
    }
  }
  return index === keys.length;
}

function readLabels(print: number, raw: RawObject): Known | undefined {
  const keys = Object.keys(raw);
  const matchLabels: Record<string, string> = {};
  for (const key of keys) {
    const value = raw[key];
    if (
      typeof value !== 'string' ||
      !isLabelKey(key) ||
      validateLabelValue(value) !== undefined
    ) {
      return undefined;
    }
    matchLabels[key] = value;
  }
  const selector = { matchLabels, matchExpressions: [] };
  return known.keep(print, {
    keys,
    values: Object.values(matchLabels),
    selector,
  });
}

const labelKeys = boundedTable<true>();

function isLabelKey(key: string): boolean {
  return (
    labelKeys.get(key) ??
    (validateLabelKey(key) === undefined && labelKeys.keep(key, true))
  );
}
