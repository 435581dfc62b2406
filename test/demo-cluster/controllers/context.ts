import { isDeepStrictEqual } from 'node:util';
import { KubernetesObject, OwnerReference } from '../kinds/metadata';
import { AddressPool } from '../objects/addresses';
import { ObjectRemover } from '../objects/remover';
import { ObjectWriter } from '../objects/writer';
import {
  apiVersionOf,
  definitionOf,
  KindOf,
  ResourceName,
} from '../storage/registry';
import { ObjectStore, StoreEvent } from '../storage/store';
import { Timings } from './timings';

/** What every controller works with. */
export interface ControllerContext {
  store: ObjectStore;
  writer: ObjectWriter;
  remover: ObjectRemover;
  addresses: AddressPool;
  timings: Timings;
  now: () => Date;
}

/** A loop that makes the cluster as its objects say. */
export interface Controller {
  /** Called after each change in the store. */
  observe(event: StoreEvent): void;
  idle: boolean;
  stop(): void;
}

export const controllerManager = { manager: 'kube-controller-manager' };

export function timestampOf(context: { now: () => Date }): string {
  return context
    .now()
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');
}

export function keyOf(object: KubernetesObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

/** The object of a key, if it still exists. */
export function objectOf<R extends ResourceName>(
  store: ObjectStore,
  resource: R,
  key: string,
): KindOf[R] | undefined {
  const [namespace, name] = key.split('/');
  return store.get(resource, namespace, name);
}

/** Stores a new status unless it says what the old one says. */
export function setStatus<T extends KubernetesObject>(
  store: ObjectStore,
  resource: ResourceName,
  object: T,
  status: unknown,
): void {
  if (!isDeepStrictEqual(object.status, status)) {
    store.put<KubernetesObject>(resource, { ...object, status });
  }
}

export function controllerReference(
  resource: ResourceName,
  owner: KubernetesObject,
): OwnerReference {
  const definition = definitionOf(resource);
  return {
    apiVersion: apiVersionOf(definition),
    kind: definition.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid,
    controller: true,
    blockOwnerDeletion: true,
  };
}

export function ownerOf(
  object: KubernetesObject,
  kind: string,
): OwnerReference | undefined {
  return object.metadata.ownerReferences?.find(
    reference => reference.controller && reference.kind === kind,
  );
}

export function ownedBy<T extends KubernetesObject>(
  objects: T[],
  owner: KubernetesObject,
): T[] {
  return objects.filter(object =>
    object.metadata.ownerReferences?.some(
      reference => reference.controller && reference.uid === owner.metadata.uid,
    ),
  );
}
