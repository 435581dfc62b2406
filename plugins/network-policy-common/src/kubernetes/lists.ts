import { RawObject } from './sharedLabels';

/** Whether a raw object is a list of objects rather than an object of a kind with such a name. */
export function isList(raw: RawObject): boolean {
  const { kind, items } = raw;
  return (
    typeof kind === 'string' &&
    kind.endsWith('List') &&
    (kind === 'List' || items !== undefined)
  );
}
