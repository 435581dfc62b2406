import { boundedTable } from '../boundedTable';
import { Labels } from '../labels';
import { validateDns1123Label } from '../names';
import {
  isRawObject,
  noLabels,
  RawObject,
  sharedLabels,
} from '../sharedLabels';

/*
 * The readers of ordinary objects know the shape in which an API server sends an object, and answer `undefined` to any
 * other. They must never read an object otherwise than its schema does, which is the authority on everything else, all
 * that is wrong included; it is some twenty times slower.
 */

const namespaces = boundedTable<string>();
let lastNamespace = '';
const texts = boundedTable<string>();

// What most names look like; the schema takes more.
const ordinaryName = /^[a-z0-9][-a-z0-9.]*$/;

/** Whether a raw object is of a kind or says nothing of it, as the items of a list do. */
export function isOfKind(
  raw: unknown,
  apiVersion: string,
  kind: string,
): raw is RawObject {
  return (
    isRawObject(raw) &&
    (raw.kind === kind || raw.kind === undefined) &&
    (raw.apiVersion === apiVersion || raw.apiVersion === undefined)
  );
}

/** One copy of a text that many objects hold. */
export function sharedText(text: string): string {
  return texts.get(text) ?? texts.keep(text, text);
}

/** The name of an object. */
export function readName(raw: unknown): string | undefined {
  return typeof raw === 'string' && raw.length <= 253 && ordinaryName.test(raw)
    ? raw
    : undefined;
}

/** The labels of an object. */
export function readLabels(raw: unknown): Labels | undefined {
  if (raw === undefined) {
    return noLabels;
  }
  return isRawObject(raw) ? sharedLabels(raw) : undefined;
}

/** The namespace of an object, which an API server always names. */
export function readNamespace(raw: unknown): string | undefined {
  if (typeof raw !== 'string' || raw === '') {
    return undefined;
  }
  // Lists are sorted by namespace.
  if (raw === lastNamespace) {
    return lastNamespace;
  }
  const known = namespaces.get(raw);
  if (known) {
    lastNamespace = known;
    return known;
  }
  return validateDns1123Label(raw) === undefined
    ? namespaces.keep(raw, raw)
    : undefined;
}
