import { z } from 'zod';
import { Labels } from './labels';
import { validateLabelKey, validateLabelValue } from './names';
import {
  Annotations,
  noAnnotations,
  sharedAnnotations,
} from './sharedAnnotations';
import { isRawObject, noLabels, RawObject, sharedLabels } from './sharedLabels';

function isAbsent(raw: unknown): raw is null | undefined {
  return raw === undefined || raw === null;
}

function addIssue(
  context: z.RefinementCtx,
  path: PropertyKey[],
  message: string | undefined,
) {
  if (message) {
    context.addIssue({ code: 'custom', path, message });
  }
}

/** Reads a map of strings by hand: a record of the library leaves out the key `__proto__`. */
function readMap<T>(
  absent: T,
  read: (raw: RawObject, context: z.RefinementCtx) => T | undefined,
) {
  return z
    .unknown()
    .optional()
    .transform((raw, context): T => {
      if (isAbsent(raw)) {
        return absent;
      }
      if (!isRawObject(raw)) {
        const found = Array.isArray(raw) ? 'array' : typeof raw;
        addIssue(context, [], `Invalid input: expected map, received ${found}`);
        return z.NEVER;
      }
      return read(raw, context) ?? z.NEVER;
    });
}

function addStringIssue(context: z.RefinementCtx, key: string, value: unknown) {
  const found = value === null ? 'null' : typeof value;
  addIssue(context, [key], `Invalid input: expected string, received ${found}`);
}

/** Labels of an object, or the labels that a selector asks for. */
export const labelsSchema = readMap<Labels>(noLabels, (raw, context) => {
  const labels = sharedLabels(raw);
  if (labels) {
    return labels;
  }
  for (const [key, value] of Object.entries(raw)) {
    addIssue(context, [key], validateLabelKey(key));
    if (typeof value === 'string') {
      addIssue(context, [key], validateLabelValue(value));
    } else {
      addStringIssue(context, key, value);
    }
  }
  return undefined;
});

/** Annotations of an object. */
export const annotationsSchema = readMap<Annotations>(
  noAnnotations,
  (raw, context) => {
    const annotations = sharedAnnotations(raw);
    if (annotations) {
      return annotations;
    }
    for (const [key, value] of Object.entries(raw)) {
      if (typeof value !== 'string') {
        addStringIssue(context, key, value);
      }
    }
    return undefined;
  },
);
