import { createHash } from 'node:crypto';
import { Labels } from 'backstage-plugin-network-policy-common';

/** Who wrote fields of an object, as the API server keeps it. */
interface ManagedFields {
  manager: string;
  operation: 'Apply' | 'Update';
  fields: object;
  subresource?: string;
}

/** What the API server adds to the metadata of an object, the same for the same object. */
export function serverMetadata(
  kind: string,
  { namespace, name }: { namespace?: string; name: string },
) {
  const digest = createHash('sha1')
    .update(`${kind}/${namespace ?? ''}/${name}`)
    .digest('hex');
  const uid = [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `4${digest.slice(13, 16)}`,
    `a${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
  return {
    uid,
    resourceVersion: `${parseInt(digest.slice(32, 39), 16)}`,
    creationTimestamp: timeOf(digest),
  };
}

/** A time in the year before March 2026, to the second. */
function timeOf(digest: string): string {
  const secondsBefore = parseInt(digest.slice(0, 8), 16) % 31_536_000;
  return new Date(Date.UTC(2026, 2, 2, 8, 15, 30) - secondsBefore * 1_000)
    .toISOString()
    .replace('.000', '');
}

/** The field managers of an object, each with the fields that it wrote. */
export function managedFields(
  apiVersion: string,
  managers: readonly ManagedFields[],
  time = '2026-03-02T08:15:30Z',
) {
  return managers.map(({ manager, operation, fields, subresource }) => ({
    manager,
    operation,
    apiVersion,
    time,
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
    ...(subresource && { subresource }),
  }));
}

/** The names of a map's keys, or of an object's fields, in the notation of managed fields. */
export function fieldNames(keys: Iterable<string>): Record<string, object> {
  return Object.fromEntries([...keys].map(key => [`f:${key}`, {}]));
}

/** Labels or annotations, left out when there are none. */
export function mapUnlessEmpty<K extends string>(
  key: K,
  map: Labels,
): Partial<Record<K, Labels>> {
  return Object.keys(map).length > 0
    ? ({ [key]: map } as Record<K, Labels>)
    : {};
}
