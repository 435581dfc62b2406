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
  const place = fingerprint(keys, raw) % known.length;
  const candidate = known[place];
  if (candidate && isEqual(candidate, keys, raw)) {
    return candidate.selector;
  }
  const matchLabels = validatedLabels(keys, raw);
  if (!matchLabels) {
    return undefined;
  }
  const selector = { matchLabels, matchExpressions: [] };
  known[place] = { keys, selector };
  return selector;
}

/** Labels of an object, or of a selector; see {@link sharedSelector}. */
export function sharedLabels(raw: RawObject): Labels | undefined {
  return sharedSelector(raw)?.matchLabels;
}

function validatedLabels(
  keys: readonly string[],
  raw: RawObject,
): Labels | undefined {
  const labels: Record<string, string> = {};
  for (const key of keys) {
    const value = raw[key];
    if (
      typeof value !== 'string' ||
      !isLabelKey(key) ||
      validateLabelValue(value) !== undefined
    ) {
      return undefined;
    }
    labels[key] = value;
  }
  return labels;
}

const labelKeys = boundedTable<true>();

function isLabelKey(key: string): boolean {
  return (
    labelKeys.get(key) ??
    (validateLabelKey(key) === undefined && labelKeys.keep(key, true))
  );
}

function isEqual(
  { keys: knownKeys, selector: { matchLabels } }: Known,
  keys: readonly string[],
  raw: RawObject,
): boolean {
  if (keys.length !== knownKeys.length) {
    return false;
  }
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index];
    if (key !== knownKeys[index] || raw[key] !== matchLabels[key]) {
      return false;
    }
  }
  return true;
}

// The ends of the values say enough: what values of one key differ in is mostly there.
function fingerprint(keys: readonly string[], raw: RawObject): number {
  let print = keys.length;
  for (const key of keys) {
    const value = raw[key];
    const end = typeof value === 'string' ? value.length - 1 : -1;
    if (typeof value === 'string' && end >= 2) {
      const last =
        (value.charCodeAt(end) << 14) ^
        (value.charCodeAt(end - 1) << 7) ^
        value.charCodeAt(end - 2);
      print = Math.imul(print ^ last, 0x9e3779b1) + end;
    } else if (typeof value === 'string' && end >= 0) {
      print = Math.imul(print ^ value.charCodeAt(end), 0x9e3779b1) + end;
    }
  }
  return (print ^ (print >>> 15)) >>> 0;
}
