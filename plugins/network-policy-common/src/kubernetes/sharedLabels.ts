import { boundedTable } from './boundedTable';
import { Labels, LabelSelector } from './labels';
import { validateLabelKey, validateLabelValue } from './names';

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

/**
 * The labels seen last, by a rough fingerprint. A cluster has many thousands of pods and only some hundred sets of
 * labels, so most are validated and kept only once, and what is forgotten is merely kept twice.
 */
const known = new Array<Known | undefined>(8192).fill(undefined);

/**
 * The selector that asks for these labels and nothing more; undefined when they are no labels. Equal ones are mostly
 * the same object.
 */
export function sharedSelector(raw: RawObject): LabelSelector | undefined {
  const print = fingerprint(raw);
  if (print === undefined) {
    return undefined;
  }
  const place = print % known.length;
  const candidate = known[place];
  if (candidate && isSame(candidate, raw)) {
    return candidate.selector;
  }
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
  if (keys.length === 0) {
    return everything;
  }
  const selector = { matchLabels, matchExpressions: [] };
  known[place] = { keys, selector };
  return selector;
}

/** Labels of an object, or of a selector; see {@link sharedSelector}. */
export function sharedLabels(raw: RawObject): Labels | undefined {
  return sharedSelector(raw)?.matchLabels;
}

const labelKeys = boundedTable<true>();

function isLabelKey(key: string): boolean {
  return (
    labelKeys.get(key) ??
    (validateLabelKey(key) === undefined && labelKeys.keep(key, true))
  );
}
