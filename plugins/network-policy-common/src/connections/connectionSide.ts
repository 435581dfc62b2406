import { Pod } from '../kubernetes/clusterSnapshot';

/**
 * A workload: what controls pods, or a pod that nothing controls.
 *
 * @public
 */
export interface WorkloadReference {
  namespace: string;
  /** `Pod` for a pod that nothing controls. */
  kind: string;
  name: string;
}

/**
 * One side of connections: the pods of a workload, or addresses outside the cluster from the first to the last, both
 * included.
 *
 * @public
 */
export type ConnectionSide =
  | { kind: 'workload'; workload: WorkloadReference }
  | { kind: 'range'; first: string; last: string };

/**
 * The workload that a pod belongs to.
 *
 * @public
 */
export function workloadOf({ namespace, name, owner }: Pod): WorkloadReference {
  return { namespace, kind: owner?.kind ?? 'Pod', name: owner?.name ?? name };
}

/** A key that is equal for equal workloads. */
export function workloadKey({ namespace, kind, name }: WorkloadReference) {
  return `${namespace}/${kind}/${name}`;
}
