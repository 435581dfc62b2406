import {
  ClusterHealth,
  evaluateReach,
  IndexedCluster,
  isFinished,
  Pod,
  TargetReach,
} from 'backstage-plugin-network-policy-common';
import { EntityWorkload, isPodOf } from '../targets/entityWorkload';
import { ClusterView } from '../state/clusterView';
import { ClusterReading } from '../state/clusterHealth';

/**
 * The pods of an entity in one namespace, and who can reach them.
 */
export interface WorkloadTarget {
  namespace: string;
  pods: readonly Pod[];
  reach: TargetReach;
}

/** A target for each namespace that runs the entity's pods. */
export interface EvaluatedWorkload {
  state: 'evaluated';
  asOf: string;
  health: ClusterHealth;
  view: ClusterView;
  targets: readonly WorkloadTarget[];
}

/** Why there are no targets. */
export interface UnevaluatedWorkload<TState> {
  state: TState;
  asOf: string;
  /** Absent where nobody tries to read the cluster. */
  health?: ClusterHealth;
  message: string;
}

/**
 * What one cluster says about an entity.
 */
export type WorkloadEvaluation =
  | EvaluatedWorkload
  | UnevaluatedWorkload<
      'no-pods' | 'unreachable' | 'forbidden' | 'not-evaluable'
    >;

/**
 * Evaluates an entity in a cluster as it was read.
 */
export function evaluateWorkload(
  cluster: string,
  { asOf, health, view }: Extract<ClusterReading, { state: 'read' }>,
  workload: EntityWorkload,
): EvaluatedWorkload | UnevaluatedWorkload<'no-pods'> {
  const pods = podsOf(workload, view.cluster);
  if (pods.size === 0) {
    const message = noPods(cluster, workload);
    return { state: 'no-pods', asOf, health, message };
  }
  const targets = [...pods].map(([namespace, podsThere]) => ({
    namespace,
    pods: podsThere,
    reach: evaluateReach(view.cluster, { namespace, pods: podsThere }),
  }));
  return { state: 'evaluated', asOf, health, view, targets };
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
