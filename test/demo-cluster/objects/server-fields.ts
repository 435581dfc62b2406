import { randomUUID } from 'node:crypto';
import { badRequest, conflict } from '../api/status';
import { isMap } from '../apply/field-schema';
import { KubernetesObject } from '../kinds/metadata';
import { ResourceDefinition } from '../storage/registry';

interface Named {
  definition: ResourceDefinition;
  namespace?: string;
  name: string;
}

/** @throws ApiError 409 when the client has not seen the last version. */
export function checkVersion(
  { definition, name }: Named,
  live: KubernetesObject,
  sent: string,
): void {
  if (sent && sent !== live.metadata.resourceVersion) {
    throw conflict(
      definition,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  }
}

/** @throws ApiError 409 when the client means an earlier object of that name. */
export function checkUid(
  { definition, name }: Named,
  live: KubernetesObject,
  sent: string | undefined,
): void {
  if (sent && sent !== live.metadata.uid) {
    throw conflict(
      definition,
      name,
      `Precondition failed: UID in precondition: ${sent}, UID in object meta: ${live.metadata.uid}`,
    );
  }
}

/**
 * A new object with what the server gives it, and without what only the
 * server may give.
 *
 * @throws ApiError 400 when it names another namespace than the request.
 */
export function freshObject(
  { definition, namespace }: Named,
  object: KubernetesObject,
  time: string,
): KubernetesObject {
  const sent = object.metadata.namespace;
  if (sent && sent !== (namespace ?? '')) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  const { selfLink, deletionTimestamp, ...metadata } = object.metadata;
  const { status, ...rest } = object;
  return {
    ...(definition.hasStatus ? definition.schema.parse(rest) : object),
    metadata: {
      ...metadata,
      ...(namespace ? { namespace } : {}),
      uid: randomUUID(),
      resourceVersion: '',
      creationTimestamp: time,
      ...('spec' in object ? { generation: 1 } : {}),
    },
  };
}

/** A changed object with what the client cannot change, from the live one. */
export function keepServerFields(
  definition: ResourceDefinition,
  live: KubernetesObject,
  next: KubernetesObject,
  subresource: 'status' | undefined,
): KubernetesObject {
  if (subresource === 'status') {
    const { managedFields } = next.metadata;
    const metadata = { ...live.metadata, managedFields };
    return { ...live, status: next.status, metadata };
  }
  const { name, namespace, uid, creationTimestamp, generation } = live.metadata;
  const { deletionTimestamp } = live.metadata;
  const metadata = {
    ...next.metadata,
    ...{ name, namespace, uid, creationTimestamp, generation },
    ...(deletionTimestamp ? { deletionTimestamp } : {}),
  };
  const isService = definition.resource === 'services';
  const kept =
    isService && isMap(live.spec) && isMap(next.spec)
      ? { spec: { clusterIP: live.spec.clusterIP, ...next.spec } }
      : {};
  const status = definition.hasStatus ? { status: live.status } : {};
  return { ...next, ...status, ...kept, metadata };
}
