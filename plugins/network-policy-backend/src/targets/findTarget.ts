import { InputError, NotFoundError } from '@backstage/errors';
import { ReachTargetPlace } from 'backstage-plugin-network-policy-common';
import {
  EvaluableCluster,
  ClusterDirectory,
} from '../clusters/ClusterDirectory';
import { ClusterError } from '../clusters/clusterFailure';
import { LoadedEntity } from '../entities/EntityLoader';
import { EntityWorkload } from './entityWorkload';
import { Evaluations } from '../reach/Evaluations';
import { EvaluatedWorkload, WorkloadTarget } from '../reach/evaluateWorkload';

/**
 * The entity's pods in one namespace of one cluster, as they are now.
 *
 * @throws NotFoundError when it has no pods there, ClusterError when the cluster cannot be read, and what
 * {@link findCluster} throws.
 */
export async function findTarget(
  sources: { clusters: ClusterDirectory; evaluations: Evaluations },
  entity: LoadedEntity,
  { cluster: name, namespace }: ReachTargetPlace,
): Promise<{
  evaluation: EvaluatedWorkload;
  target: WorkloadTarget;
}> {
  const { clusters, evaluations } = sources;
  const { cluster, workload } = await findCluster(clusters, entity, name);
  const evaluation = await evaluations.of(cluster, workload);
  if (evaluation.state === 'no-pods') {
    throw new NotFoundError(evaluation.message);
  }
  if (evaluation.state !== 'evaluated') {
    throw new ClusterError(evaluation.message);
  }
  const target = evaluation.targets.find(
    candidate => candidate.namespace === namespace,
  );
  if (!target) {
    throw new NotFoundError(
      `No pods of ${entity.entityRef} run in namespace ${namespace} of cluster ${name}`,
    );
  }
  return { evaluation, target };
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
  const { entityRef } = entity;
  const workload = entity.workload();
  if (!workload) {
    throw new InputError(
      `${entityRef} has no Kubernetes annotation, so it is not known which pods are its own`,
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
