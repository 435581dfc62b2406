import {
  ClusterNetworkPolicy,
  ClusterNetworkPolicyPeer,
  ClusterNetworkPolicyPort,
  ClusterNetworkPolicyRule,
} from 'backstage-plugin-network-policy-common';
import { selectorOf } from './networkPolicy';

function peerOf(peer: ClusterNetworkPolicyPeer) {
  switch (peer.kind) {
    case 'pods':
      return peer.podSelector
        ? {
            pods: {
              namespaceSelector: selectorOf(peer.namespaceSelector),
              podSelector: selectorOf(peer.podSelector),
            },
          }
        : { namespaces: selectorOf(peer.namespaceSelector) };
    case 'networks':
      return { networks: peer.cidrs };
    case 'nodes':
      return { nodes: selectorOf(peer.selector) };
    case 'domainNames':
      return { domainNames: peer.domainNames };
    default:
      throw new Error('A generated policy has no unknown peers');
  }
}

function protocolOf(port: ClusterNetworkPolicyPort) {
  switch (port.kind) {
    case 'range': {
      const { protocol, port: start, endPort: end } = port;
      const number = start === end ? start : undefined;
      return {
        [protocol.toLowerCase()]: {
          destinationPort: number ? { number } : { range: { start, end } },
        },
      };
    }
    case 'protocol':
      return { [port.protocol.toLowerCase()]: {} };
    case 'named':
      return { destinationNamedPort: port.name };
    default:
      throw new Error('A generated policy has no unknown ports');
  }
}

function rulesOf(
  rules: readonly ClusterNetworkPolicyRule[],
  peersKey: 'from' | 'to',
) {
  return rules.map(({ name, action, peers, ports }) => ({
    ...(name && { name }),
    action,
    [peersKey]: peers.map(peerOf),
    ...(ports.length > 0 && { protocols: ports.map(protocolOf) }),
  }));
}

/** A ClusterNetworkPolicy as a person writes it. */
export function plainClusterNetworkPolicy({
  name,
  tier,
  priority,
  subject: { namespaceSelector, podSelector },
  ingress,
  egress,
}: ClusterNetworkPolicy): object {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha2',
    kind: 'ClusterNetworkPolicy',
    metadata: { name },
    spec: {
      tier,
      priority,
      subject: podSelector
        ? {
            pods: {
              namespaceSelector: selectorOf(namespaceSelector),
              podSelector: selectorOf(podSelector),
            },
          }
        : { namespaces: selectorOf(namespaceSelector) },
      ...(ingress.length > 0 && { ingress: rulesOf(ingress, 'from') }),
      ...(egress.length > 0 && { egress: rulesOf(egress, 'to') }),
    },
  };
}
