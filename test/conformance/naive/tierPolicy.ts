import { blockMatches } from './blocks';
import { nodeOf } from './ends';
import { Side } from './networkPolicy';
import {
  Direction,
  Objects,
  objectsOf,
  protocolOf,
  TierPeer,
  TierPolicy,
  TierPort,
  TierRule,
} from './objects';
import { selectorMatches } from './selectors';

export type Tier = 'Admin' | 'Baseline';
export type Action = 'Accept' | 'Deny' | 'Pass';

/** Rules 24 and 26: which tier a policy is of. */
export function tierOf({ kind, spec }: TierPolicy): string | undefined {
  if (kind === 'AdminNetworkPolicy') return 'Admin';
  return kind === 'BaselineAdminNetworkPolicy' ? 'Baseline' : spec.tier;
}

export const priorityOf = ({ spec }: TierPolicy): number => spec.priority ?? 0;

/** AdminNetworkPolicy says Allow where ClusterNetworkPolicy says Accept. */
export const actionOf = ({ action }: TierRule): Action =>
  action === 'Allow' ? 'Accept' : (action as Action);

/** Rule 28: a subject or a peer of pods is never a pod on the host's network. */
function selectsPod(
  { namespaces, pods }: TierPeer,
  end: Side['subject'],
): boolean {
  if (end.is !== 'pod') return false;
  if (namespaces) return selectorMatches(namespaces, end.namespaceLabels);
  return (
    pods !== undefined &&
    selectorMatches(pods.namespaceSelector, end.namespaceLabels) &&
    selectorMatches(pods.podSelector, end.labels)
  );
}

export const hasSubject = ({ spec }: TierPolicy, { subject }: Side): boolean =>
  selectsPod(spec.subject, subject);

/** Rule 24: what a rule with a field that is not known does: nothing in Allow, everything in Deny and Pass. */
const unknownMatches = (rule: TierRule): boolean => actionOf(rule) !== 'Accept';

/** Rules 25 and 27: networks match pods too; nodes and domainNames are for egress. */
function tierPeerMatches(
  objects: Objects,
  rule: TierRule,
  peer: TierPeer,
  peers: readonly TierPeer[],
  side: Side,
): boolean {
  if (peer.namespaces || peer.pods) return selectsPod(peer, side.other);
  if (side.direction === 'Egress' && peer.networks) {
    const ofRule = peers.flatMap(({ networks = [] }) =>
      networks.map(cidr => ({ cidr })),
    );
    return peer.networks.some(cidr =>
      blockMatches({ cidr }, ofRule, side.other, side.family),
    );
  }
  if (side.direction === 'Egress' && peer.nodes) {
    const node = nodeOf(objects, side.other);
    // A pod on the host's network is on some node, of which nothing is known where no Node is given.
    return (
      (node !== undefined || side.other.is === 'node') &&
      selectorMatches(peer.nodes, node?.metadata.labels ?? {})
    );
  }
  if (side.direction === 'Egress' && peer.domainNames) return false;
  return unknownMatches(rule);
}

/** Rule 25: a name of v1alpha1, and of v1alpha2, carries no protocol. */
function nameMatches(name: string, side: Side): boolean {
  const destination = side.direction === 'Ingress' ? side.subject : side.other;
  return destination.ports.some(
    declared =>
      declared.name === name &&
      protocolOf(declared.protocol) === side.protocol &&
      declared.containerPort === side.port,
  );
}

/** Rules 25 and 27. */
function tierPortMatches(rule: TierRule, port: TierPort, side: Side): boolean {
  const { portNumber, portRange } = port;
  const name = port.namedPort ?? port.destinationNamedPort;
  if (portNumber) {
    return (
      protocolOf(portNumber.protocol) === side.protocol &&
      portNumber.port === side.port
    );
  }
  if (portRange) {
    return (
      protocolOf(portRange.protocol) === side.protocol &&
      side.port >= portRange.start &&
      side.port <= portRange.end
    );
  }
  if (name !== undefined) return nameMatches(name, side);
  for (const protocol of ['tcp', 'udp', 'sctp'] as const) {
    const ofProtocol = port[protocol];
    if (ofProtocol) {
      if (protocol.toUpperCase() !== side.protocol) return false;
      const { number, range } = ofProtocol.destinationPort ?? {};
      if (number !== undefined) return number === side.port;
      return !range || (side.port >= range.start && side.port <= range.end);
    }
  }
  return unknownMatches(rule);
}

export function tierRulesOf({ spec }: TierPolicy, direction: Direction) {
  return (direction === 'Ingress' ? spec.ingress : spec.egress) ?? [];
}

export function tierRuleMatches(
  objects: Objects,
  rule: TierRule,
  side: Side,
): boolean {
  const peers = (side.direction === 'Ingress' ? rule.from : rule.to) ?? [];
  const ports = rule.ports ?? rule.protocols ?? [];
  const anyPort: TierPort | undefined = undefined;
  return peers.some(peer =>
    (ports.length > 0 ? ports : [anyPort]).some(port => {
      const isNamed = port?.namedPort ?? port?.destinationNamedPort;
      // Rule 10: a name never matches together with addresses that the connection goes to.
      if (isNamed !== undefined && (peer.networks || peer.nodes)) return false;
      return (
        tierPeerMatches(objects, rule, peer, peers, side) &&
        (!port || tierPortMatches(rule, port, side))
      );
    }),
  );
}

export function tierPolicies(objects: Objects, tier: Tier): TierPolicy[] {
  return [
    ...objectsOf(objects, 'AdminNetworkPolicy'),
    ...objectsOf(objects, 'BaselineAdminNetworkPolicy'),
    ...objectsOf(objects, 'ClusterNetworkPolicy'),
  ].filter(policy => tierOf(policy) === tier);
}

/**
 * Rule 22: the first rule that matches in the policy of the lowest priority decides. Policies of equal priority may each
 * be the one. No action at all: no rule matches.
 */
export function tierActions(
  objects: Objects,
  tier: Tier,
  side: Side,
): Set<Action> {
  const matching = tierPolicies(objects, tier)
    .filter(policy => hasSubject(policy, side))
    .map(policy => ({
      priority: priorityOf(policy),
      rule: tierRulesOf(policy, side.direction).find(rule =>
        tierRuleMatches(objects, rule, side),
      ),
    }))
    .filter(({ rule }) => rule !== undefined);
  const lowest = Math.min(...matching.map(({ priority }) => priority));
  return new Set(
    matching.flatMap(({ priority, rule }) =>
      rule && priority === lowest ? [actionOf(rule)] : [],
    ),
  );
}
