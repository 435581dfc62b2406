import { ClusterError } from './clusterFailure';
import { KubernetesObject } from './kubernetesObject';

/**
 * An object that names itself and its version, so that a write can be bound to exactly what was read.
 */
export type VersionedObject = KubernetesObject & {
  metadata: { uid: string; resourceVersion: string };
};

/**
 * The uid of an object.
 *
 * @param what - how people write the object
 * @throws ClusterError when the cluster gave it none: deleting by name alone could hit another object.
 */
export function requireUid(
  cluster: string,
  what: string,
  { metadata: { uid } }: KubernetesObject,
): string {
  if (!uid) {
    throw unbound(cluster, what, 'uid');
  }
  return uid;
}

/**
 * An object with its uid and version.
 *
 * @param what - how people write the object
 * @throws ClusterError when the cluster gave it none: a write could overwrite what nobody has seen.
 */
export function requireVersion(
  cluster: string,
  what: string,
  object: KubernetesObject,
): VersionedObject {
  const uid = requireUid(cluster, what, object);
  const { resourceVersion } = object.metadata;
  if (!resourceVersion) {
    throw unbound(cluster, what, 'resourceVersion');
  }
  return { ...object, metadata: { ...object.metadata, uid, resourceVersion } };
}

function unbound(cluster: string, what: string, missing: string) {
  return new ClusterError(
    `${what} stays as it is: cluster ${cluster} gave no ${missing} for it, so a change could hit something else`,
  );
}
