import {
  ConnectionEnd,
  evaluateConnection,
  PodPort,
  Verdict,
} from 'backstage-plugin-network-policy-common';
import { Directory } from './directory';
import { describeEnd } from '../words/sides';

/**
 * Judges a connection of a pod to itself through its Service. Other than on its own address, cluster-wide policies count
 * there, and whether NetworkPolicies do is not specified.
 */
export function evaluateOwnService(
  { cluster }: Directory,
  end: Extract<ConnectionEnd, { kind: 'pod' }>,
  port: PodPort,
): Verdict {
  const { pod } = end;
  // A pod that differs by its name alone is to policies what the pod is, but not the pod.
  const twin = { ...end, pod: { ...pod, name: `${pod.name} itself` } };
  const verdict = evaluateConnection(cluster, { from: twin, to: end, port });
  const sides = [verdict.egress, verdict.ingress];
  if (verdict.allowed || sides.some(({ because }) => because === 'denied')) {
    return verdict;
  }
  const own = evaluateConnection(cluster, { from: end, to: end, port });
  return {
    ...own,
    partial: [
      ...own.partial,
      `Whether a NetworkPolicy can keep ${describeEnd(
        end,
      )} from itself through its Service is not specified.`,
    ],
  };
}
