import { addText, recentTable } from './recentTable';
import { recentText } from './recentText';
import { RawObject } from './sharedLabels';

/** Annotations of an object: text that verdicts do not depend on. */
export type Annotations = Readonly<Record<string, string>>;

/** No annotations. */
export const noAnnotations: Annotations = {};

/** `kubectl apply` repeats the whole object here. */
const lastAppliedAnnotation =
  'kubectl.kubernetes.io/last-applied-configuration';

/** Stands for that copy: it is long and differs in every object, but its presence says who applies the object. */
const notKept = 'not kept';

/** Many namespaces of a team, and many policies of a template, have the same annotations. */
const known = recentTable<Annotations, RawObject>(2 ** 12, isSame);

/**
 * Annotations, with a short text in place of the copy that kubectl makes of the object; undefined when they are no
 * annotations. Equal ones are mostly the same object.
 */
export function sharedAnnotations(raw: RawObject): Annotations | undefined {
  let print = 1;
  let isEmpty = true;
  for (const key of Object.keys(raw)) {
    const value = raw[key];
    if (typeof value !== 'string') {
      return undefined;
    }
    print = addText(addText(print, key), keptOf(key, value));
    isEmpty = false;
  }
  if (isEmpty) {
    return noAnnotations;
  }
  return known.find(print, raw) ?? known.keep(print, copyOf(raw));
}

/** What is kept of a value. An empty copy stays empty: it is no mark of a tool. */
function keptOf(key: string, value: string): string {
  return key === lastAppliedAnnotation && value !== '' ? notKept : value;
}

function isSame(annotations: Annotations, raw: RawObject): boolean {
  const keys = Object.keys(raw);
  const knownKeys = Object.keys(annotations);
  return (
    keys.length === knownKeys.length &&
    keys.every(
      (key, index) =>
        key === knownKeys[index] &&
        keptOf(key, String(raw[key])) === annotations[key],
    )
  );
}

function copyOf(raw: RawObject): Annotations {
  const annotations: Record<string, string> = {};
  for (const key of Object.keys(raw)) {
    const value = recentText(keptOf(key, String(raw[key])));
    if (key === '__proto__') {
      // An assignment would set the prototype instead of a key.
      Object.defineProperty(annotations, key, {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      });
    } else {
      annotations[key] = value;
    }
  }
  return annotations;
}
