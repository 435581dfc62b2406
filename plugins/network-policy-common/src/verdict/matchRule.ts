import {
  AddressFamily,
  blockHolds,
  isEveryAddress,
} from '../kubernetes/addresses';
import { Pod } from '../kubernetes/clusterSnapshot';
import {
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '../kubernetes/networkPolicy';
import { Protocol } from '../schema/openapi';
import { matchesSelector } from '../kubernetes/selectors';
import { addressesOf, Endpoint } from './endpoint';

/**
 * A port of a pod that is connected to.
 *
 * @public
 */
export interface PodPort {
  protocol: Protocol;
  port: number;
}

/** How a rule admits a connection: not at all, for certain, or only where the plugin matches blocks on pods. */
export type RuleMatch = 'no' | 'yes' | 'by-block-on-pod';

/** The number of a port that a pod declares under a name, for a protocol. */
export function resolvePortName(
  pod: Pick<Pod, 'ports'>,
  name: string,
  protocol: Protocol,
): number | undefined {
  return pod.ports.find(
    port => port.name === name && port.protocol === protocol,
  )?.containerPort;
}

function matchesPort(
  item: NetworkPolicyPort,
  destination: Endpoint,
  port: PodPort,
): boolean {
  if (item.protocol !== port.protocol) {
    return false;
  }
  if (item.port === undefined) {
    return true;
  }
  if (typeof item.port === 'string') {
    // Names belong to pods: an address outside has none.
    return (
      destination.kind !== 'address' &&
      resolvePortName(destination.pod, item.port, item.protocol) === port.port
    );
  }
  return port.port >= item.port && port.port <= (item.endPort ?? item.port);
}

/** Whether a rule admits a port; without ports it admits every port of every protocol. */
export function admitsPort(
  rule: NetworkPolicyRule,
  destination: Endpoint,
  port: PodPort,
): boolean {
  return (
    rule.ports.length === 0 ||
    rule.ports.some(item => matchesPort(item, destination, port))
  );
}

function matchesBlock(
  { cidr, except }: Extract<NetworkPolicyPeer, { kind: 'ipBlock' }>,
  other: Endpoint,
  family: AddressFamily | undefined,
): boolean {
  if (addressesOf(other).length === 0) {
    // Whatever address a pod will get, a block of all addresses holds it.
    return except.length === 0 && isEveryAddress(cidr);
  }
  return addressesOf(other, family).some(
    address =>
      blockHolds(cidr, address) &&
      !except.some(block => blockHolds(block, address)),
  );
}

function matchesPeer(
  peer: NetworkPolicyPeer,
  policyNamespace: string,
  other: Endpoint,
  family: AddressFamily | undefined,
): RuleMatch {
  if (peer.kind === 'ipBlock') {
    if (!matchesBlock(peer, other, family)) {
      return 'no';
    }
    return other.kind === 'pod' ? 'by-block-on-pod' : 'yes';
  }
  if (other.kind !== 'pod') {
    return 'no';
  }
  const inNamespace = peer.namespaceSelector
    ? matchesSelector(peer.namespaceSelector, other.namespaceLabels)
    : other.pod.namespace === policyNamespace;
  const isPod =
    !peer.podSelector || matchesSelector(peer.podSelector, other.pod.labels);
  return inNamespace && isPod ? 'yes' : 'no';
}

/** Whether one of a rule's peers is the other end of a connection; without peers everything is. */
export function admitsPeer(
  rule: NetworkPolicyRule,
  policyNamespace: string,
  other: Endpoint,
  family: AddressFamily | undefined,
): RuleMatch {
  if (rule.peers.length === 0) {
    return 'yes';
  }
  const matches = rule.peers.map(peer =>
    matchesPeer(peer, policyNamespace, other, family),
  );
  if (matches.includes('yes')) {
    return 'yes';
  }
  return matches.includes('by-block-on-pod') ? 'by-block-on-pod' : 'no';
}
