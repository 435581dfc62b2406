import {
  ClusterNetworkPolicy,
  ClusterNetworkPolicyPeer,
  ClusterNetworkPolicyPort,
  ClusterNetworkPolicyRule,
} from '../kubernetes/clusterNetworkPolicy';
import { blockOf } from './block';
import {
  CompiledPeer,
  CompiledPolicy,
  CompiledPort,
  CompiledRule,
  FindSelector,
} from './compiledPolicy';

function compilePeer(
  peer: ClusterNetworkPolicyPeer,
  find: FindSelector,
): CompiledPeer {
  switch (peer.kind) {
    case 'pods':
      return {
        kind: 'pods',
        namespaceSelector: find(peer.namespaceSelector),
        ...(peer.podSelector && { podSelector: find(peer.podSelector) }),
      };
    case 'networks':
      return {
        kind: 'blocks',
        blocks: peer.cidrs
          .map(cidr => blockOf(cidr))
          .filter(block => block !== undefined),
      };
    case 'nodes':
      return peer;
    case 'domainNames':
      return { kind: 'not-evaluated', what: 'domainNames' };
    default:
      return { kind: 'not-evaluated', what: peer.fields.join(', ') };
  }
}

function compilePort(port: ClusterNetworkPolicyPort): CompiledPort {
  switch (port.kind) {
    case 'range':
      return {
        kind: 'range',
        protocol: port.protocol,
        from: port.port,
        to: port.endPort,
      };
    case 'protocol':
      return { kind: 'range', protocol: port.protocol, from: 1, to: 65535 };
    case 'named':
      return port;
    default:
      return { kind: 'not-evaluated', what: port.fields.join(', ') };
  }
}

/** Makes a cluster-wide policy ready to be asked. */
export function compileClusterNetworkPolicy(
  policy: ClusterNetworkPolicy,
  find: FindSelector,
): CompiledPolicy {
  const { kind, name, tier, priority } = policy;
  const ingress: CompiledRule[] = [];
  const egress: CompiledRule[] = [];
  const compiled: CompiledPolicy = {
    reference: { kind, name, tier },
    tier,
    priority,
    ingress,
    egress,
  };
  const toRule = (
    rule: ClusterNetworkPolicyRule,
    index: number,
  ): CompiledRule => ({
    policy: compiled,
    index,
    action: rule.action,
    ...(rule.name && { name: rule.name }),
    peers: rule.peers.map(peer => compilePeer(peer, find)),
    ...(rule.ports.length > 0 && { ports: rule.ports.map(compilePort) }),
  });
  ingress.push(...policy.ingress.map(toRule));
  egress.push(...policy.egress.map(toRule));
  return compiled;
}
