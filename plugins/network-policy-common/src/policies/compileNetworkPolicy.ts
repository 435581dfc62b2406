import {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '../kubernetes/networkPolicy';
import { blockOf } from './block';
import {
  CompiledPeer,
  CompiledPolicy,
  CompiledPort,
  CompiledRule,
  FindSelector,
} from './compiledPolicy';

function compilePeer(
  peer: NetworkPolicyPeer,
  namespace: string,
  find: FindSelector,
): CompiledPeer {
  if (peer.kind === 'ipBlock') {
    const block = blockOf(peer.cidr, peer.except);
    return { kind: 'blocks', blocks: block ? [block] : [] };
  }
  return {
    kind: 'pods',
    ...(peer.namespaceSelector
      ? { namespaceSelector: find(peer.namespaceSelector) }
      : { namespace }),
    ...(peer.podSelector && { podSelector: find(peer.podSelector) }),
  };
}

function compilePort({
  protocol,
  port,
  endPort,
}: NetworkPolicyPort): CompiledPort {
  if (typeof port === 'string') {
    return { kind: 'named', name: port, protocol };
  }
  return port === undefined
    ? { kind: 'range', protocol, from: 1, to: 65535 }
    : { kind: 'range', protocol, from: port, to: endPort ?? port };
}

/** Makes a NetworkPolicy ready to be asked. */
export function compileNetworkPolicy(
  policy: NetworkPolicy,
  find: FindSelector,
): CompiledPolicy {
  const { namespace, name } = policy;
  const ingress: CompiledRule[] = [];
  const egress: CompiledRule[] = [];
  const compiled: CompiledPolicy = {
    reference: {
      kind: 'NetworkPolicy',
      namespace,
      name,
      tier: 'NetworkPolicy',
    },
    networkPolicy: policy,
    tier: 'NetworkPolicy',
    priority: 0,
    ingress,
    egress,
  };
  const toRule = (
    { peers, ports }: NetworkPolicyRule,
    index: number,
  ): CompiledRule => ({
    policy: compiled,
    index,
    reasons: new Map(),
    action: 'Accept',
    ...(peers.length > 0 && {
      peers: peers.map(peer => compilePeer(peer, namespace, find)),
    }),
    ...(ports.length > 0 && { ports: ports.map(compilePort) }),
  });
  ingress.push(...policy.ingress.map(toRule));
  egress.push(...policy.egress.map(toRule));
  return compiled;
}
