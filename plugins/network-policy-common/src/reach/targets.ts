import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import { NetworkPolicy, NetworkPolicyRule } from '../kubernetes/networkPolicy';
import { formatLabels } from '../kubernetes/selectors';
import {
  destinationEndpoint,
  Endpoint,
  policiesIsolating,
} from '../verdict/endpoint';

/** Target pods that no policy tells apart. */
export interface TargetGroup {
  endpoints: readonly Endpoint[];
  ingressPolicies: readonly NetworkPolicy[];
}

function hasBlocks(rules: readonly NetworkPolicyRule[]): boolean {
  return rules.some(({ peers }) =>
    peers.some(({ kind }) => kind === 'ipBlock'),
  );
}

/** Groups the target pods, so that each group is judged once. */
export function groupTargets(
  snapshot: ClusterSnapshot,
  pods: readonly Pod[],
): TargetGroup[] {
  const byAddress = snapshot.networkPolicies.some(({ egress }) =>
    hasBlocks(egress),
  );
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const key = JSON.stringify([
      formatLabels(pod.labels),
      pod.hostNetwork,
      pod.ports,
      byAddress && pod.addresses,
    ]);
    groups.set(key, [...(groups.get(key) ?? []), pod]);
  }
  return [...groups.values()].map(alike => {
    const endpoints = alike.map(pod => destinationEndpoint(snapshot, pod));
    return {
      endpoints,
      ingressPolicies: policiesIsolating(
        snapshot.networkPolicies,
        endpoints[0],
        'Ingress',
      ),
    };
  });
}

/** Whether a rule of the targets' ingress tells pods apart by their addresses. */
export function ingressUsesBlocks(targets: readonly TargetGroup[]): boolean {
  return targets.some(({ ingressPolicies }) =>
    ingressPolicies.some(({ ingress }) => hasBlocks(ingress)),
  );
}
