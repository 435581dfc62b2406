import {
  ClusterSnapshot,
  IndexedCluster,
  partialOfConnections,
  Pod,
} from 'backstage-plugin-network-policy-common';
import { State } from '../reading/state';

const isFinished = ({ phase }: Pod) =>
  phase === 'Succeeded' || phase === 'Failed';

// A pod that has ended has no address any more; another of its workload would get a new one.
function asPlanned(pod: Pod): Pod {
  return isFinished(pod) ? { ...pod, phase: 'Planned', addresses: [] } : pod;
}

function sentences({ pods, notEvaluated }: ClusterSnapshot): string[] {
  const onNodes = pods.filter(({ hostNetwork }) => hostNetwork).length;
  return [
    ...notEvaluated,
    ...(onNodes > 0
      ? [
          `Pods that use their node's network are listed as policies select them, though network plugins differ in whether policies apply to them: ${onNodes}.`,
        ]
      : []),
  ];
}

/** The cluster as its policies see the workloads, and what a list of its connections leaves open. */
export interface ClusterByPolicies {
  cluster: IndexedCluster;
  /** One sentence each. */
  partial: readonly string[];
}

/**
 * The cluster as its policies see the workloads, for lists of all connections: every workload that is written down, one
 * whose pods have all ended too, and pods on the network of their node like any others.
 */
export function clusterByPolicies({
  snapshot,
  everyPod,
  missing,
}: State): ClusterByPolicies {
  const cluster = IndexedCluster.from({
    ...snapshot,
    pods: everyPod.map(pod => ({
      ...asPlanned(pod),
      hostNetwork: false,
    })),
  });
  return {
    cluster,
    partial: [
      ...sentences(snapshot),
      ...missing,
      ...partialOfConnections(cluster),
    ],
  };
}
