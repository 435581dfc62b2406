import { exposureWidth } from '../exposures/width';
import { isEveryAddress } from '../kubernetes/addresses';
import { NetworkPolicy, NetworkPolicyRule } from '../kubernetes/networkPolicy';
import { EvaluatedTarget } from '../schema/openapi';
import { admitsPort, PodPort } from '../verdict/matchRule';
import { TargetGroup } from './targets';

interface IngressRule {
  policy: NetworkPolicy;
  rule: NetworkPolicyRule;
}

// A rule for other ports than the target's opens nothing.
function relevantRules(
  targets: readonly TargetGroup[],
  ports: readonly PodPort[],
): IngressRule[] {
  return targets.flatMap(({ endpoints: [endpoint], ingressPolicies }) =>
    ingressPolicies.flatMap(policy =>
      policy.ingress
        .filter(rule => ports.some(port => admitsPort(rule, endpoint, port)))
        .map(rule => ({ policy, rule })),
    ),
  );
}

function isNotIsolated({ ingressPolicies }: TargetGroup): boolean {
  return ingressPolicies.length === 0;
}

/** Whether sources outside the cluster are admitted to some target. */
export function outsideOf(
  targets: readonly TargetGroup[],
  ports: readonly PodPort[],
): EvaluatedTarget['outside'] {
  const rules = relevantRules(targets, ports).map(({ rule }) => rule);
  const blocks = rules.flatMap(({ peers }) =>
    peers.flatMap(peer => (peer.kind === 'ipBlock' ? [peer] : [])),
  );
  if (
    targets.some(isNotIsolated) ||
    rules.some(({ peers }) => peers.length === 0) ||
    blocks.some(
      ({ cidr, except }) => isEveryAddress(cidr) && except.length === 0,
    )
  ) {
    return 'admitted';
  }
  return blocks.length > 0 ? 'partly' : 'shut-out';
}

/** The one word about the targets; it looks at their ingress alone, for that is what their owner decides. */
export function headlineOf(
  targets: readonly TargetGroup[],
  ports: readonly PodPort[],
  admitted: { own: boolean; others: boolean },
): EvaluatedTarget['headline'] {
  if (targets.some(isNotIsolated)) {
    return 'not-isolated';
  }
  const openToAll = relevantRules(targets, ports).some(({ policy, rule }) =>
    ['any-source', 'all-namespaces'].includes(
      exposureWidth(policy, rule) ?? '',
    ),
  );
  if (openToAll) {
    return 'open-to-all';
  }
  if (admitted.others) {
    return 'open-to-some';
  }
  return admitted.own ? 'closed-to-others' : 'closed';
}
