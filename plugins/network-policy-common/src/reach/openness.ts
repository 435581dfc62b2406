import { exposureWidth } from '../exposures/width';
import { NetworkPolicy, NetworkPolicyRule } from '../kubernetes/networkPolicy';
import { CompiledRule } from '../policies/compiledPolicy';
import { matchPort, PodPort } from '../policies/matchPort';
import { isOpen, mayDeny, Target } from './targets';
import { TargetReach } from './targetReach';

interface IngressRule {
  policy: NetworkPolicy;
  rule: NetworkPolicyRule;
}

function opensPort(
  rule: CompiledRule,
  { prepared }: Target,
  ports: readonly PodPort[],
): boolean {
  const context = { ports: prepared.end.ports, egress: false };
  return (
    ports.length === 0 ||
    ports.some(
      port => matchPort({ rule, certainty: 'selected' }, port, context).matches,
    )
  );
}

/** The NetworkPolicies that isolate the targets, each once. */
export function isolatingPolicies(targets: readonly Target[]): NetworkPolicy[] {
  const found = new Set<NetworkPolicy>();
  for (const { ingress } of targets) {
    for (const { networkPolicy } of ingress?.isolating ?? []) {
      if (networkPolicy) {
        found.add(networkPolicy);
      }
    }
  }
  return [...found];
}

/** The rules of NetworkPolicies that open one of the ports of a target; a rule for other ports opens nothing. */
export function openingRules(
  targets: readonly Target[],
  ports: readonly PodPort[],
): IngressRule[] {
  return targets.flatMap(target =>
    (target.ingress?.networkPolicy ?? []).flatMap(compiled => {
      const policy = compiled.policy.networkPolicy;
      const rule = policy?.ingress[compiled.index];
      return policy && rule && opensPort(compiled, target, ports)
        ? [{ policy, rule }]
        : [];
    }),
  );
}

/** Whether sources outside the cluster are admitted to some target. Rules of cluster-wide policies never name them. */
export function outsideOf(
  targets: readonly Target[],
  opening: readonly IngressRule[],
): TargetReach['outside'] {
  if (
    targets.some(
      ({ ingress }) => ingress === undefined || ingress.isolating.length === 0,
    ) ||
    opening.some(
      ({ policy, rule }) => exposureWidth(policy, rule) === 'any-source',
    )
  ) {
    return 'admitted';
  }
  return opening.some(({ rule }) =>
    rule.peers.some(({ kind }) => kind === 'ipBlock'),
  )
    ? 'partly'
    : 'shut-out';
}

/** The one word about the targets; it looks at their ingress alone, for that is what their owner decides. */
export function headlineOf(
  targets: readonly Target[],
  opening: readonly IngressRule[],
  admitted: { own: boolean; others: number; notOthers: number },
): TargetReach['headline'] {
  if (targets.some(isOpen)) {
    return 'not-isolated';
  }
  const widths = opening.map(({ policy, rule }) => exposureWidth(policy, rule));
  const openToAll =
    widths.some(
      width => width === 'any-source' || width === 'all-namespaces',
    ) || targets.some(({ ingress }) => ingress?.isolating.length === 0);
  // A rule that admits all says so, whoever is there today; unless a cluster-wide policy may deny some of them.
  if (openToAll && (admitted.notOthers === 0 || !targets.some(mayDeny))) {
    return 'open-to-all';
  }
  if (admitted.others > 0) {
    return 'open-to-some';
  }
  return admitted.own ? 'closed-to-others' : 'closed';
}
