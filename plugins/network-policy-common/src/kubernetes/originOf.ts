import { PolicyManager, PolicyOrigin } from './networkPolicy';
import { recentText } from './recentText';
import { isRawObject, RawObject } from './sharedLabels';

/** The times of an API server, whose order is that of their texts. */
const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/**
 * What the metadata of an object tells of its past; undefined for an object of a file, which has no uid. Nothing of it is
 * ever a problem of the object: what is odd is left out.
 */
export function originOf({
  uid,
  creationTimestamp,
  managedFields,
}: RawObject): PolicyOrigin | undefined {
  if (typeof uid !== 'string' || uid === '') {
    return undefined;
  }
  const createdAt = timeOf(creationTimestamp);
  const managers = managersOf(managedFields);
  return createdAt ? { uid, createdAt, managers } : { uid, managers };
}

/** Each manager of the object itself once, with its latest time. Entries of subresources are about a status. */
function managersOf(raw: unknown): readonly PolicyManager[] {
  const latest = new Map<string, string>();
  for (const entry of Array.isArray(raw) ? raw : []) {
    if (isRawObject(entry) && !entry.subresource) {
      const { manager, time } = entry;
      if (typeof manager === 'string' && manager !== '') {
        const name = recentText(manager);
        const at = timeOf(time) ?? '';
        const before = latest.get(name);
        if (before === undefined || before < at) {
          latest.set(name, at);
        }
      }
    }
  }
  return Array.from(latest)
    .sort(([, one], [, other]) => Number(one < other) - Number(one > other))
    .map(([name, at]) => (at ? { name, at } : { name }));
}

function timeOf(raw: unknown): string | undefined {
  return typeof raw === 'string' && timePattern.test(raw)
    ? recentText(raw)
    : undefined;
}
