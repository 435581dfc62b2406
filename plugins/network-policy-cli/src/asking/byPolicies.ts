import {
  ClusterSnapshot,
  IndexedCluster,
  Pod,
} from 'backstage-plugin-network-policy-common';
import { State, StateOptions } from '../reading/state';
import { Terminal } from '../terminal';
import { tellPartial } from '../words/partial';

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

/**
 * The cluster as its policies see the workloads, for lists of all connections: every workload that is written down, one
 * whose pods have all ended too, and pods on the network of their node like any others. What cannot be evaluated is
 * told, for such a list has no place for it.
 */
export function clusterByPolicies(
  { snapshot, everyPod }: State,
  options: Pick<StateOptions, 'quiet'>,
  terminal: Terminal,
): IndexedCluster {
  tellPartial(sentences(snapshot), options, terminal);
  return IndexedCluster.from({
    ...snapshot,
    pods: everyPod.map(pod => ({
      ...asPlanned(pod),
      hostNetwork: false,
    })),
  });
}
