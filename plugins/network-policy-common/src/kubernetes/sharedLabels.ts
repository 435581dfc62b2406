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
  const keys = Object.keys(raw);
  if (keys.length === 0) {
    return everything;
  }
  const values = Object.values(raw);
  if (!values.every(value => typeof value === 'string')) {
    return undefined;
  }
  const place = fingerprint(values) % known.length;
  const candidate = known[place];
  if (
    candidate &&
    areEqual(candidate.keys, keys) &&
    areEqual(candidate.values, values)
  ) {
    return candidate.selector;
  }
  if (
    !keys.every(isLabelKey) ||
    !values.every(value => validateLabelValue(value) === undefined)
  ) {
    return undefined;
  }
  const matchLabels: Record<string, string> = {};
  keys.forEach((key, index) => {
    matchLabels[key] = values[index];
  });
  const selector = { matchLabels, matchExpressions: [] };
  known[place] = { keys, values, selector };
  return selector;
}

const labelKeys = boundedTable<true>();

function isLabelKey(key: string): boolean {
  return (
    labelKeys.get(key) ??
    (validateLabelKey(key) === undefined && labelKeys.keep(key, true))
  );
}

/** Labels of an object, or of a selector; see {@link sharedSelector}. */
export function sharedLabels(raw: RawObject): Labels | undefined {
  return sharedSelector(raw)?.matchLabels;
}

function areEqual(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) {
    return false;
  }
  for (let index = 0; index < one.length; index++) {
    if (one[index] !== other[index]) {
      return false;
    }
  }
  return true;
}

// The ends of the values say enough: what values of one key differ in is mostly there.
function fingerprint(values: readonly string[]): number {
  let print = values.length;
  for (let index = 0; index < values.length; index++) {
    const value = values[index];
    const end = value.length - 1;
    if (end >= 2) {
      const last =
        (value.charCodeAt(end) << 14) ^
        (value.charCodeAt(end - 1) << 7) ^
        value.charCodeAt(end - 2);
      print = Math.imul(print ^ last, 0x9e3779b1) + end;
    } else if (end >= 0) {
      print = Math.imul(print ^ value.charCodeAt(end), 0x9e3779b1) + end;
    }
  }
  return (print ^ (print >>> 15)) >>> 0;
}
