import { InputError } from '@backstage/errors';
import { EntityWorkload } from './entityWorkload';
import { LoadedEntity } from './LoadedEntity';

/**
 * Which pods are the entity's.
 *
 * @throws InputError when no annotation says it.
 */
export function requireWorkload(entity: LoadedEntity): EntityWorkload {
  const workload = entity.workload();
  if (!workload) {
    throw new InputError(
      `${entity.entityRef} has no Kubernetes annotation, so it is not known which pods are its own`,
    );
  }
  return workload;
}

/**
 * Checks that the entity may have pods in a cluster, by its own annotations.
 *
 * @throws InputError when it runs in another one only.
 */
export function requireInCluster(
  { entityRef, cluster: only }: EntityWorkload,
  cluster: string,
): void {
  if (only && only !== cluster) {
    throw new InputError(
      `${entityRef} runs in cluster ${only} only, as its annotation backstage.io/kubernetes-cluster says`,
    );
  }
}
