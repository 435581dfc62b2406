import { NotFoundError } from '@backstage/errors';
import { ReachTargetPlace } from 'backstage-plugin-network-policy-common';
import {
  EvaluableCluster,
  ClusterDirectory,
} from '../clusters/ClusterDirectory';
import { ClusterError } from '../clusters/clusterFailure';
import { LoadedEntity } from './LoadedEntity';
import { ReadCluster } from '../state/clusterHealth';
import { ClusterStates } from '../state/ClusterStates';
import { EntityWorkload } from './entityWorkload';
import { requireInCluster, requireWorkload } from './requireWorkload';
import { targetIn, WorkloadTarget } from './workloadTarget';

/**
 * A target as it is now. Use it before the cluster changes: what waits for something must find it again.
 */
export interface FoundTarget {
  cluster: EvaluableCluster;
  workload: EntityWorkload;
  reading: ReadCluster;
  target: WorkloadTarget;
}

/**
 * The entity's pods in one namespace of one cluster, as they are now.
 *
 * @throws NotFoundError when it has no pods there, ClusterError when the cluster cannot be read, and what
 * {@link findCluster} throws.
 */
export async function findTarget(
  sources: { clusters: ClusterDirectory; states: Pick<ClusterStates, 'read'> },
  entity: LoadedEntity,
  { cluster: name, namespace }: ReachTargetPlace,
): Promise<FoundTarget> {
  const { clusters, states } = sources;
  const { cluster, workload } = await findCluster(clusters, entity, name);
  const reading = await states.read(cluster);
  if (reading.state !== 'read') {
    throw new ClusterError(reading.message);
  }
  const target = targetIn(workload, reading.view.cluster, namespace);
  if (!target) {
    throw noTarget(entity, { cluster: name, namespace });
  }
  return { cluster, workload, reading, target };
}

/** The refusal of a place in which no pods of an entity run, or none that the caller may know of. */
export function noTarget(
  { entityRef }: LoadedEntity,
  { cluster, namespace }: ReachTargetPlace,
): NotFoundError {
  return new NotFoundError(
    `No pods of ${entityRef} run in namespace ${namespace} of cluster ${cluster}`,
  );
}

/**
 * A cluster that the entity may be in, and which pods are the entity's.
 *
 * @throws InputError when the entity is not in it, NotFoundError when there is no such cluster, ClusterError when it
 * needs a person's token.
 */
export async function findCluster(
  clusters: ClusterDirectory,
  entity: LoadedEntity,
  name: string,
): Promise<{ cluster: EvaluableCluster; workload: EntityWorkload }> {
  const workload = requireWorkload(entity);
  const cluster = await clusters.getEvaluable(name);
  requireInCluster(workload, cluster.name);
  return { cluster, workload };
}
