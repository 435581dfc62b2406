import { applyConflict, StatusCause } from '../api/status';
import { KubernetesObject, ManagedFieldsEntry } from '../kinds/metadata';
import { FieldSet, formatPath } from './field-set';

/** Who owns which fields of an object, and through which operation. */
export interface FieldOwner {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
  time?: string;
  fields: FieldSet;
}

/** Fields that belong to the server: nobody owns them. */
const unowned = FieldSet.of([
  ['f:apiVersion'],
  ['f:kind'],
  ['f:metadata'],
  ...[
    'name',
    'namespace',
    'creationTimestamp',
    'selfLink',
    'uid',
    'generation',
    'managedFields',
    'resourceVersion',
  ].map(field => ['f:metadata', `f:${field}`]),
]);

export function ownable(fields: FieldSet): FieldSet {
  return fields.difference(unowned);
}

export function readOwners(entries: ManagedFieldsEntry[] = []): FieldOwner[] {
  return entries.map(({ fieldsV1, fieldsType, operation, ...entry }) => ({
    ...entry,
    operation: operation === 'Apply' ? 'Apply' : 'Update',
    fields: FieldSet.fromFieldsV1(fieldsV1),
  }));
}

export function writeOwners(owners: FieldOwner[]): ManagedFieldsEntry[] {
  return owners
    .filter(owner => !owner.fields.empty)
    .sort(
      (a, b) =>
        a.operation.localeCompare(b.operation) ||
        (a.time ?? '').localeCompare(b.time ?? ''),
    )
    .map(({ fields, subresource, ...owner }) => ({
      ...owner,
      fieldsType: 'FieldsV1',
      fieldsV1: fields.toFieldsV1(),
      ...(subresource ? { subresource } : {}),
    }));
}

export function isSameOwner(
  a: FieldOwner,
  b: Omit<FieldOwner, 'fields'>,
): boolean {
  return (
    a.manager === b.manager &&
    a.operation === b.operation &&
    (a.subresource ?? '') === (b.subresource ?? '') &&
    (a.operation === 'Apply' || a.apiVersion === b.apiVersion)
  );
}

/** The object without what the server itself keeps about its fields. */
export function withoutManagedFields(
  object: KubernetesObject,
): KubernetesObject {
  const { managedFields, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function describe(owner: FieldOwner): string {
  const name = JSON.stringify(owner.manager);
  const where = owner.subresource
    ? `${name} with subresource ${JSON.stringify(owner.subresource)}`
    : name;
  return owner.operation === 'Update'
    ? `${where} using ${owner.apiVersion}`
    : where;
}

/** The 409 that names every owner and field in the way. */
export function conflictError(conflicts: FieldOwner[]) {
  const faults = conflicts.flatMap(owner =>
    owner.fields.paths.map(path => ({
      owner: describe(owner),
      field: formatPath(path),
    })),
  );
  const causes: StatusCause[] = faults.map(({ owner, field }) => ({
    reason: 'FieldManagerConflict',
    message: `conflict with ${owner}`,
    field,
  }));
  if (faults.length === 1) {
    return applyConflict(
      `Apply failed with 1 conflict: conflict with ${faults[0].owner}: ${faults[0].field}`,
      causes,
    );
  }
  const lines = [...new Set(faults.map(fault => fault.owner))]
    .sort()
    .flatMap(owner => [
      `conflicts with ${owner}:`,
      ...faults
        .filter(fault => fault.owner === owner)
        .map(fault => `- ${fault.field}`),
    ]);
  return applyConflict(
    `Apply failed with ${faults.length} conflicts: ${lines.join('\n')}`,
    causes,
  );
}
