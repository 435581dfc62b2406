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

/**
 * How a rule admits a connection: not at all, for certain, only where the plugin matches blocks on pods, or perhaps: a
 * pod has no address yet, and a block holds addresses of the cluster's pods.
 */
export type RuleMatch = 'no' | 'yes' | 'by-block-on-pod' | 'perhaps';

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

type BlockPeer = Extract<NetworkPolicyPeer, { kind: 'ipBlock' }>;

function admitsAddress({ cidr, except }: BlockPeer, address: string): boolean {
  return (
    blockHolds(cidr, address) &&
    !except.some(block => blockHolds(block, address))
  );
}

// A cluster has thousands of pods and few blocks, and the same question comes for every namespace without pods.
const blocksOfPods = new WeakMap<readonly Pod[], Map<string, boolean>>();

function holdsSomePod(block: BlockPeer, pods: readonly Pod[]): boolean {
  const known = blocksOfPods.get(pods) ?? new Map<string, boolean>();
  blocksOfPods.set(pods, known);
  const key = [block.cidr, ...block.except].join();
  const holds =
    known.get(key) ??
    pods.some(
      ({ hostNetwork, addresses }) =>
        !hostNetwork &&
        addresses.some(address => admitsAddress(block, address)),
    );
  known.set(key, holds);
  return holds;
}

function matchBlock(
  block: BlockPeer,
  other: Endpoint,
  family: AddressFamily | undefined,
): RuleMatch {
  if (other.kind === 'pod' && other.pod.addresses.length === 0) {
    // Whatever address a pod will get, a block of all addresses holds it.
    if (block.except.length === 0 && isEveryAddress(block.cidr)) {
      return 'by-block-on-pod';
    }
    return holdsSomePod(block, other.neighbours ?? []) ? 'perhaps' : 'no';
  }
  if (
    !addressesOf(other, family).some(address => admitsAddress(block, address))
  ) {
    return 'no';
  }
  return other.kind === 'pod' ? 'by-block-on-pod' : 'yes';
}

function matchesPeer(
  peer: NetworkPolicyPeer,
  policyNamespace: string,
  other: Endpoint,
  family: AddressFamily | undefined,
): RuleMatch {
  if (peer.kind === 'ipBlock') {
    return matchBlock(peer, other, family);
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

/** The most certain first. */
const certainty: readonly RuleMatch[] = ['yes', 'by-block-on-pod', 'perhaps'];

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
  return certainty.find(match => matches.includes(match)) ?? 'no';
}
