import {
  evaluateReach,
  IndexedCluster,
  isFinished,
  Pod,
  TargetReach,
} from 'backstage-plugin-network-policy-common';
import { KnownCluster } from '../clusters/ClusterDirectory';
import { EntityWorkload, isPodOf } from '../entities/entityWorkload';
import { ClusterView } from '../snapshot/clusterView';
import { ClusterStates } from '../state/ClusterStates';

/**
 * The pods of an entity in one namespace, and who can reach them.
 */
export interface WorkloadTarget {
  namespace: string;
  pods: readonly Pod[];
  reach: TargetReach;
}

/**
 * What one cluster says about an entity: a target for each namespace that runs its pods, or why there is none.
 */
export type WorkloadEvaluation =
  | {
      state: 'evaluated';
      asOf: string;
      view: ClusterView;
      targets: readonly WorkloadTarget[];
    }
  | {
      state: 'no-pods' | 'unreachable' | 'forbidden' | 'not-evaluable';
      asOf: string;
      message: string;
    };

/**
 * Evaluates an entity in one cluster. It does not throw for what a cluster does.
 */
export async function evaluateWorkload(
  states: ClusterStates,
  cluster: KnownCluster,
  workload: EntityWorkload,
): Promise<WorkloadEvaluation> {
  if (!cluster.evaluable) {
    const asOf = new Date().toISOString();
    return { state: 'not-evaluable', asOf, message: cluster.reason };
  }
  const reading = await states.read(cluster);
  const { state, asOf } = reading;
  if (state !== 'read') {
    return { state, asOf, message: reading.message };
  }
  const { view } = reading;
  const pods = podsOf(workload, view.cluster);
  if (pods.size === 0) {
    return { state: 'no-pods', asOf, message: noPods(cluster.name, workload) };
  }
  const targets = [...pods].map(([namespace, podsThere]) => ({
    namespace,
    pods: podsThere,
    reach: evaluateReach(view.cluster, { namespace, pods: podsThere }),
  }));
  return { state: 'evaluated', asOf, view, targets };
}

/** Pods that have ended are no targets: their addresses may be another pod's by now. */
function podsOf(workload: EntityWorkload, cluster: IndexedCluster) {
  const byNamespace = new Map<string, Pod[]>();
  for (const pod of cluster.pods(workload.namespace)) {
    if (!isFinished(pod) && isPodOf(workload, pod)) {
      const known = byNamespace.get(pod.namespace);
      if (known) {
        known.push(pod);
      } else {
        byNamespace.set(pod.namespace, [pod]);
      }
    }
  }
  return byNamespace;
}

function noPods(cluster: string, { namespace }: EntityWorkload): string {
  const where = namespace ? `namespace ${namespace} of cluster` : 'cluster';
  return `No pod in ${where} ${cluster} matches the entity's Kubernetes annotations`;
}
