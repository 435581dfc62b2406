import { Family } from './addresses';
import { blockMatches } from './blocks';
import { End, namespaceOf } from './ends';
import {
  Direction,
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  Objects,
  objectsOf,
  protocolOf,
} from './objects';
import { selectorMatches } from './selectors';

/** One direction of a connection over one family: the pod that policies are about, and the end across. */
export interface Side {
  direction: Direction;
  subject: End;
  other: End;
  protocol: string;
  port: number;
  family: Family | undefined;
}

/** Rule 1: without policyTypes it is Ingress, and Egress where there are egress rules. */
function hasType({ spec }: NetworkPolicy, direction: Direction) {
  const types = spec.policyTypes ?? [];
  if (types.length > 0) return types.includes(direction);
  return direction === 'Ingress' || (spec.egress ?? []).length > 0;
}

/** Rules 6, 11 and 16: whether a policy isolates the subject. */
export function isolates(policy: NetworkPolicy, side: Side): boolean {
  return (
    side.subject.is === 'pod' &&
    hasType(policy, side.direction) &&
    namespaceOf(policy) === side.subject.namespace &&
    selectorMatches(policy.spec.podSelector, side.subject.labels)
  );
}

/** Rule 5, and rules 12 and 13 for a block. Rule 16: a selector does not match a node. */
function peerMatches(
  policy: NetworkPolicy,
  peer: NetworkPolicyPeer,
  peers: readonly NetworkPolicyPeer[],
  side: Side,
): boolean {
  const { other, family } = side;
  if (peer.ipBlock) {
    const ofRule = peers.flatMap(({ ipBlock }) => ipBlock ?? []);
    return blockMatches(peer.ipBlock, ofRule, other, family);
  }
  if (other.is !== 'pod') return false;
  const inNamespace = peer.namespaceSelector
    ? selectorMatches(peer.namespaceSelector, other.namespaceLabels)
    : other.namespace === namespaceOf(policy);
  return inNamespace && selectorMatches(peer.podSelector, other.labels);
}

/** Rules 9 and 10: a number, a range, every port of the protocol, or a name on the destination pod. */
function portMatches(
  { protocol, port, endPort }: NetworkPolicyPort,
  side: Side,
): boolean {
  if (protocolOf(protocol) !== side.protocol) return false;
  if (port === undefined || port === null) return true;
  if (typeof port === 'number') {
    return side.port >= port && side.port <= (endPort ?? port);
  }
  const destination = side.direction === 'Ingress' ? side.subject : side.other;
  return destination.ports.some(
    declared =>
      declared.name === port &&
      protocolOf(declared.protocol) === side.protocol &&
      declared.containerPort === side.port,
  );
}

/** Rules 2, 3 and 9: a rule without peers matches every end, one without ports every port. */
export function ruleMatches(
  policy: NetworkPolicy,
  rule: NetworkPolicyRule | null,
  side: Side,
): boolean {
  const peers = (side.direction === 'Ingress' ? rule?.from : rule?.to) ?? [];
  const ports = rule?.ports ?? [];
  const anyPeer: NetworkPolicyPeer | undefined = undefined;
  const anyPort: NetworkPolicyPort | undefined = undefined;
  return (peers.length > 0 ? peers : [anyPeer]).some(peer =>
    (ports.length > 0 ? ports : [anyPort]).some(port => {
      // Rule 10: a name never matches together with a block that the connection goes to.
      if (
        side.direction === 'Egress' &&
        peer?.ipBlock &&
        typeof port?.port === 'string'
      ) {
        return false;
      }
      return (
        (!peer || peerMatches(policy, peer, peers, side)) &&
        (!port || portMatches(port, side))
      );
    }),
  );
}

export function rulesOf(policy: NetworkPolicy, direction: Direction) {
  return (
    (direction === 'Ingress' ? policy.spec.ingress : policy.spec.egress) ?? []
  );
}

/** Rules 2 and 11: not isolated, or allowed by a rule of any policy that isolates. */
export function networkPoliciesDecide(
  objects: Objects,
  side: Side,
): 'not-isolated' | 'allowed' | 'denied' {
  const isolating = objectsOf(objects, 'NetworkPolicy').filter(policy =>
    isolates(policy, side),
  );
  if (isolating.length === 0) return 'not-isolated';
  const allowed = isolating.some(policy =>
    rulesOf(policy, side.direction).some(rule =>
      ruleMatches(policy, rule, side),
    ),
  );
  return allowed ? 'allowed' : 'denied';
}
