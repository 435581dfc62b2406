import { KubernetesObject, kubernetesObjectSchema } from '../kinds/metadata';
import { compare, fieldsOf } from './field-walk';
import { FieldSet } from './field-set';
import {
  conflictError,
  FieldOwner,
  isSameOwner,
  ownable,
  readOwners,
  withoutManagedFields,
  writeOwners,
} from './managed-fields';
import { mergeApplied, pruneDropped } from './merge';

/** Who writes, as `managedFields` will say. */
export interface Writer {
  manager: string;
  subresource?: string;
  /** Time of the write, RFC 3339. */
  time: string;
}

/** What a client applies, as it wrote it: nothing filled in. */
export interface AppliedConfiguration {
  apiVersion: string;
  kind: string;
  [field: string]: unknown;
}

function skeleton(of: { apiVersion: string; kind: string }): KubernetesObject {
  return kubernetesObjectSchema.parse({
    apiVersion: of.apiVersion,
    kind: of.kind,
  });
}

/** Takes fields from all owners but one, and says whom that concerned. */
function takeFrom(
  owners: FieldOwner[],
  except: FieldOwner,
  fields: FieldSet,
): FieldOwner[] {
  return owners.map(owner =>
    isSameOwner(owner, except)
      ? owner
      : { ...owner, fields: owner.fields.difference(fields) },
  );
}

function replaceOwner(owners: FieldOwner[], next: FieldOwner): FieldOwner[] {
  const known = owners.find(owner => isSameOwner(owner, next));
  const unchanged = known?.fields.equals(next.fields);
  return [
    ...owners.filter(owner => owner !== known),
    unchanged && known ? { ...next, time: known.time } : next,
  ];
}

/**
 * Records a create, update or patch: its writer comes to own what it changed,
 * and other owners lose that. A client may clear the record by an empty list.
 */
export function trackUpdate(
  live: KubernetesObject | undefined,
  next: KubernetesObject,
  writer: Writer,
): KubernetesObject {
  const sent = next.metadata.managedFields;
  const before = sent ?? live?.metadata.managedFields;
  const { added, modified, removed } = compare(
    next.kind,
    withoutManagedFields(live ?? skeleton(next)),
    withoutManagedFields(next),
  );
  const changed = ownable(added.union(modified));
  const identity: FieldOwner = {
    manager: writer.manager,
    operation: 'Update',
    apiVersion: next.apiVersion,
    subresource: writer.subresource,
    time: writer.time,
    fields: new FieldSet(),
  };
  const owners = takeFrom(
    readOwners(before),
    identity,
    modified.union(removed),
  );
  const known = owners.find(owner => isSameOwner(owner, identity));
  const fields = (known?.fields ?? new FieldSet())
    .difference(removed)
    .union(changed);
  const managedFields = writeOwners(
    replaceOwner(owners, { ...identity, fields }),
  );
  return { ...next, metadata: { ...next.metadata, managedFields } };
}

/**
 * Server-side apply: merges a configuration into the live object, removes what
 * the same manager applied earlier and left out now, and moves ownership.
 *
 * @throws ApiError 409 when a field has another owner and value, unless forced.
 */
export function applyConfiguration(
  live: KubernetesObject | undefined,
  applied: AppliedConfiguration,
  writer: Writer & { force: boolean },
): KubernetesObject {
  const base = withoutManagedFields(live ?? skeleton(applied));
  const identity: FieldOwner = {
    manager: writer.manager,
    operation: 'Apply',
    apiVersion: applied.apiVersion,
    subresource: writer.subresource,
    time: writer.time,
    fields: ownable(fieldsOf(applied)),
  };
  const before = readOwners(live?.metadata.managedFields);
  const last = before.find(owner => isSameOwner(owner, identity))?.fields;
  const owners = replaceOwner(before, identity);

  const merged = mergeApplied(applied.kind, base, applied);
  const owned = owners.reduce(
    (all, owner) => all.union(owner.fields),
    new FieldSet(),
  );
  const pruned = pruneDropped(
    applied.kind,
    merged,
    (last ?? new FieldSet()).difference(identity.fields),
    owned,
  );
  const next = kubernetesObjectSchema.parse(pruned);

  const difference = compare(applied.kind, base, withoutManagedFields(next));
  const written = difference.added.union(difference.modified);
  const conflicts = owners
    .filter(owner => !isSameOwner(owner, identity))
    .map(owner => ({ ...owner, fields: owner.fields.intersection(written) }))
    .filter(owner => !owner.fields.empty);
  if (conflicts.length > 0 && !writer.force) throw conflictError(conflicts);

  const managedFields = writeOwners(
    takeFrom(owners, identity, written.union(difference.removed)),
  );
  return { ...next, metadata: { ...next.metadata, managedFields } };
}
