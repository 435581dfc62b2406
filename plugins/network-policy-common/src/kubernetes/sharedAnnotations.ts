import { addText, recentTable } from './recentTable';
import { recentText } from './recentText';
import { RawObject } from './sharedLabels';

/** Annotations of an object: text that verdicts do not depend on. */
export type Annotations = Readonly<Record<string, string>>;

/** No annotations. */
export const noAnnotations: Annotations = {};

/** kubectl repeats the whole object here. */
const lastAppliedAnnotation =
  'kubectl.kubernetes.io/last-applied-configuration';

/** Many namespaces of a team, and many policies of a template, have the same annotations. */
const known = recentTable<Annotations, RawObject>(2 ** 12, isSame);

/**
 * Annotations without the one in which kubectl repeats the object; undefined when they are no annotations. Equal ones
 * are mostly the same object.
 */
export function sharedAnnotations(raw: RawObject): Annotations | undefined {
  let print = 1;
  let isEmpty = true;
  for (const key of Object.keys(raw)) {
    const value = raw[key];
    if (typeof value !== 'string') {
      return undefined;
    }
    if (key !== lastAppliedAnnotation) {
      print = addText(addText(print, key), value);
      isEmpty = false;
    }
  }
  if (isEmpty) {
    return noAnnotations;
  }
  return known.find(print, raw) ?? known.keep(print, copyOf(raw));
}

function isSame(annotations: Annotations, raw: RawObject): boolean {
  const keys = Object.keys(raw).filter(key => key !== lastAppliedAnnotation);
  const knownKeys = Object.keys(annotations);
  return (
    keys.length === knownKeys.length &&
    keys.every(
      (key, index) => key === knownKeys[index] && raw[key] === annotations[key],
    )
  );
}

function copyOf(raw: RawObject): Annotations {
  const annotations: Record<string, string> = {};
  for (const key of Object.keys(raw)) {
    const value = recentText(String(raw[key]));
    if (key === '__proto__') {
      // An assignment would set the prototype instead of a key.
      Object.defineProperty(annotations, key, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else if (key !== lastAppliedAnnotation) {
      annotations[key] = value;
    }
  }
  return annotations;
}
