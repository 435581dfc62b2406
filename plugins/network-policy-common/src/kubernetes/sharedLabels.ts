import { boundedTable } from './boundedTable';
import { Labels, LabelSelector } from './labels';
import { validateLabelKey, validateLabelValue } from './names';
import { addText, recentTable } from './recentTable';
import { recentText } from './recentText';

/** No labels. */
export const noLabels: Labels = {};

const noExpressions: LabelSelector['matchExpressions'] = [];

/** The selector that selects everything. */
export const everything: LabelSelector = {
  matchLabels: noLabels,
  matchExpressions: noExpressions,
};

/** An object of JSON or YAML: anything with fields that is no list. */
export type RawObject = Readonly<Record<string, unknown>>;

/** Whether a raw value is an object. */
export function isRawObject(raw: unknown): raw is RawObject {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw);
}

interface Known {
  /** The same list for all labels that have these keys in this order. */
  keys: readonly string[];
  labels: Labels;
  /** Absent as long as only objects have these labels. */
  selector: LabelSelector | undefined;
}

/** A cluster has many thousands of pods and only some hundred or thousand sets of labels. */
const known = recentTable<Known, RawObject>(2 ** 15, isSame);
const keyLists = recentTable<readonly string[], readonly string[]>(
  2 ** 9,
  areSame,
);

const nothingYet = 1;

// Within such a loop, as it is, a key and its value cost next to nothing: no list of the keys is made.
const hasOwn = Object.prototype.hasOwnProperty;

const none: Known = { keys: [], labels: noLabels, selector: everything };

function knownOf(raw: RawObject): Known | undefined {
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
  return isEmpty ? none : known.find(print, raw) ?? readLabels(print, raw);
}

/**
 * The selector that asks for these labels and nothing more; undefined when they are no labels. Equal ones are the same
 * object, as long as they are remembered: whoever compares many may look at that first.
 */
export function sharedSelector(raw: RawObject): LabelSelector | undefined {
  const found = knownOf(raw);
  if (found) {
    found.selector ??= {
      matchLabels: found.labels,
      matchExpressions: noExpressions,
    };
  }
  return found?.selector;
}

/** Labels of an object, or of a selector; see {@link sharedSelector}. */
export function sharedLabels(raw: RawObject): Labels | undefined {
  return knownOf(raw)?.labels;
}

function isSame({ keys, labels }: Known, raw: RawObject): boolean {
  let index = 0;
  for (const key in raw) {
    if (hasOwn.call(raw, key)) {
      if (
        index === keys.length ||
        key !== keys[index] ||
        raw[key] !== labels[key]
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
  for (let index = 0; index < keys.length; index++) {
    const value = raw[keys[index]];
    if (
      typeof value !== 'string' ||
      !isLabelKey(keys[index]) ||
      validateLabelValue(value) !== undefined
    ) {
      return undefined;
    }
  }
  return known.keep(print, {
    keys: sharedKeys(keys),
    labels: copyOf(raw, keys),
    selector: undefined,
  });
}

function copyOf(raw: RawObject, keys: readonly string[]): Labels {
  // A copy that is made at once takes a third less memory than one that is put together.
  const labels: Record<string, string> = { ...(raw as Labels) };
  for (let index = 0; index < keys.length; index++) {
    labels[keys[index]] = recentText(labels[keys[index]]);
  }
  return labels;
}

function sharedKeys(keys: readonly string[]): readonly string[] {
  let print = nothingYet;
  for (let index = 0; index < keys.length; index++) {
    print = addText(print, keys[index]);
  }
  return keyLists.find(print, keys) ?? keyLists.keep(print, keys);
}

function areSame(one: readonly string[], other: readonly string[]): boolean {
  return (
    one.length === other.length &&
    one.every((key, index) => key === other[index])
  );
}

const labelKeys = boundedTable<true>();

function isLabelKey(key: string): boolean {
  return (
    labelKeys.get(key) ??
    (validateLabelKey(key) === undefined && labelKeys.keep(key, true))
  );
}
