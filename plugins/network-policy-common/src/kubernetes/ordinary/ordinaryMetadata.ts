import { boundedTable } from '../boundedTable';
import { Labels } from '../labels';
import { validateDns1123Label } from '../names';
import { recentText } from '../recentText';
import {
  Annotations,
  noAnnotations,
  sharedAnnotations,
} from '../sharedAnnotations';
import {
  isRawObject,
  noLabels,
  RawObject,
  sharedLabels,
} from '../sharedLabels';

/*
 * The readers of ordinary objects know the shapes in which an API server sends an object, and in which people mostly
 * write one. They answer `undefined` to any other object, which its schema then reads. A reader must never read an
 * object otherwise than the schema does. The schema is some twenty times slower.
 */

const namespaces = boundedTable<string>();
let lastNamespace = '';
const nodeNames = boundedTable<string>();

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

/** One copy of the name of a node, which many pods hold. */
export function sharedNodeName(name: string): string {
  return nodeNames.get(name) ?? nodeNames.keep(name, name);
}

/** The name of an object. */
export function readName(raw: unknown): string | undefined {
  return typeof raw === 'string' && raw.length <= 253 && ordinaryName.test(raw)
    ? raw
    : undefined;
}

/** Whether a field is missing or null, which mean the same. */
export function isAbsent(raw: unknown): raw is null | undefined {
  return raw === undefined || raw === null;
}

/** The labels of an object. */
export function readLabels(raw: unknown): Labels | undefined {
  if (isAbsent(raw)) {
    return noLabels;
  }
  return isRawObject(raw) ? sharedLabels(raw) : undefined;
}

/** The annotations of an object. */
export function readAnnotations(raw: unknown): Annotations | undefined {
  if (isAbsent(raw)) {
    return noAnnotations;
  }
  return isRawObject(raw) ? sharedAnnotations(raw) : undefined;
}

/** The namespace of an object. An API server always names it; in a file a missing one is `default`. */
export function readNamespace(raw: unknown): string | undefined {
  if (isAbsent(raw)) {
    return 'default';
  }
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
  if (validateDns1123Label(raw) !== undefined) {
    return undefined;
  }
  const namespace = recentText(raw);
  return namespaces.keep(namespace, namespace);
}
