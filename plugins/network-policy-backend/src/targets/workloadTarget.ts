import {
  IndexedCluster,
  isFinished,
  namespacesRunning,
  Pod,
} from 'backstage-plugin-network-policy-common';
import { EntityWorkload, isPodOf } from './entityWorkload';

/**
 * The pods of an entity in one namespace. Pods that have ended do not count: their addresses may be other pods' by now.
 */
export interface WorkloadTarget {
  namespace: string;
  pods: readonly Pod[];
}

/**
 * The namespaces of a cluster in which pods of an entity run, in order.
 */
export function namespacesOf(
  workload: EntityWorkload,
  cluster: IndexedCluster,
): readonly string[] {
  const { namespace, selector } = workload;
  if (namespace === undefined) {
    return namespacesRunning(cluster, selector);
  }
  return targetIn(workload, cluster, namespace) ? [namespace] : [];
}

/**
 * The pods of an entity in one namespace of a cluster; undefined where none run.
 */
export function targetIn(
  workload: EntityWorkload,
  cluster: IndexedCluster,
  namespace: string,
): WorkloadTarget | undefined {
  const pods = new Array<Pod>();
  for (const pod of cluster.pods(namespace)) {
    if (!isFinished(pod) && isPodOf(workload, pod)) {
      pods.push(pod);
    }
  }
  return pods.length > 0 ? { namespace, pods } : undefined;
}
