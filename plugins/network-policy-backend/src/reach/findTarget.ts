import { InputError } from '@backstage/errors';
import {
  EvaluableCluster,
  ClusterDirectory,
} from '../clusters/ClusterDirectory';
import { ClusterError } from '../clusters/clusterFailure';
import { LoadedEntity } from '../entities/EntityLoader';
import { EntityWorkload } from '../entities/entityWorkload';
import { ClusterView } from '../snapshot/clusterView';
import { ClusterStates } from '../state/ClusterStates';
import { evaluateWorkload, WorkloadTarget } from './evaluateWorkload';

/**
 * The entity's pods in one namespace of one cluster, as they are now.
 *
 * @throws InputError when it has no pods there, ClusterError when the cluster cannot be read.
 */
export async function findTarget(
  { clusters, states }: { clusters: ClusterDirectory; states: ClusterStates },
  entity: LoadedEntity,
  { cluster: name, namespace }: { cluster: string; namespace: string },
): Promise<{ view: ClusterView; target: WorkloadTarget }> {
  const { cluster, workload } = await findCluster(clusters, entity, name);
  const evaluation = await evaluateWorkload(states, cluster, workload);
  if (evaluation.state === 'no-pods') {
    throw new InputError(evaluation.message);
  }
  if (evaluation.state !== 'evaluated') {
    throw new ClusterError(evaluation.message);
  }
  const target = evaluation.targets.find(
    candidate => candidate.namespace === namespace,
  );
  if (!target) {
    throw new InputError(
      `No pods of ${entity.entityRef} run in namespace ${namespace} of cluster ${name}`,
    );
  }
  return { view: evaluation.view, target };
}

/**
 * A cluster that the entity may be in, and which pods are the entity's.
 *
 * @throws InputError when the entity is not in it, NotFoundError when there is no such cluster, ClusterError when it
 * needs a person's token.
 */
export async function findCluster(
  clusters: ClusterDirectory,
  { entityRef, workload }: LoadedEntity,
  name: string,
): Promise<{ cluster: EvaluableCluster; workload: EntityWorkload }> {
  if (!workload) {
    throw new InputError(
      `${entityRef} has no Kubernetes annotation, so nothing says which pods are its own`,
    );
  }
  const cluster = await clusters.getEvaluable(name);
  if (workload.cluster && workload.cluster !== cluster.name) {
    throw new InputError(
      `${entityRef} runs in cluster ${workload.cluster} only, as its annotation backstage.io/kubernetes-cluster says`,
    );
  }
  return { cluster, workload };
}
