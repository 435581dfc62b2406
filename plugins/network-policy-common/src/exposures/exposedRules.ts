import {
  ClusterNetworkPolicy,
  ClusterNetworkPolicyPort,
  ClusterNetworkPolicyRule,
} from '../kubernetes/clusterNetworkPolicy';
import { NetworkPolicy, NetworkPolicyPort } from '../kubernetes/networkPolicy';
import { Width } from '../schema/openapi';
import { clusterExposureWidth, exposureWidth } from './width';

/** A rule that opens pods beyond their own namespace. */
export interface ExposedRule {
  index: number;
  /** The name that a rule of a cluster-wide policy may have. */
  name?: string;
  width: Width;
  ports: readonly NetworkPolicyPort[];
}

const protocols = ['TCP', 'UDP', 'SCTP'] as const;

function toPorts(port: ClusterNetworkPolicyPort): NetworkPolicyPort[] {
  switch (port.kind) {
    case 'range': {
      const { protocol, port: first, endPort } = port;
      return [{ protocol, port: first, ...(endPort !== first && { endPort }) }];
    }
    case 'protocol':
      return [{ protocol: port.protocol }];
    case 'named':
      return (port.protocol ? [port.protocol] : protocols).map(protocol => ({
        protocol,
        port: port.name,
      }));
    default:
      // A port that is not understood admits nothing.
      return [];
  }
}

/** The rules of a NetworkPolicy that open its pods; none where the policy is not about ingress. */
export function exposedRules(policy: NetworkPolicy): ExposedRule[] {
  const exposed: ExposedRule[] = [];
  if (policy.policyTypes.includes('Ingress')) {
    for (const [index, rule] of policy.ingress.entries()) {
      const width = exposureWidth(policy, rule);
      if (width) {
        exposed.push({ index, width, ports: rule.ports });
      }
    }
  }
  return exposed;
}

function exposedClusterRule(
  policy: ClusterNetworkPolicy,
  rule: ClusterNetworkPolicyRule,
  index: number,
): ExposedRule[] {
  const width = clusterExposureWidth(policy, rule);
  const ports = rule.ports.flatMap(toPorts);
  return width && (ports.length > 0 || rule.ports.length === 0)
    ? [{ index, width, ports, ...(rule.name && { name: rule.name }) }]
    : [];
}

/** The rules of a cluster-wide policy that open its pods. */
export function exposedClusterRules(
  policy: ClusterNetworkPolicy,
): ExposedRule[] {
  return policy.ingress.flatMap((rule, index) =>
    exposedClusterRule(policy, rule, index),
  );
}
