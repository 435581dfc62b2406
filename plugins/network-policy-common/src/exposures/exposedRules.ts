import {
  ClusterNetworkPolicy,
  ClusterNetworkPolicyPort,
  ClusterNetworkPolicyRule,
} from '../kubernetes/clusterNetworkPolicy';
import {
  NetworkPolicy,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from '../kubernetes/networkPolicy';
import { Width } from '../schema/openapi';
import { RuleSource } from './ruleSources';
import { widestOf } from './width';

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

/**
 * The rules of a NetworkPolicy that open its pods; none where the policy is not about ingress.
 *
 * @param sourcesOf - whom each of its rules is about
 */
export function exposedRules(
  policy: NetworkPolicy,
  sourcesOf: (rule: NetworkPolicyRule) => readonly RuleSource[],
): ExposedRule[] {
  const exposed: ExposedRule[] = [];
  if (policy.policyTypes.includes('Ingress')) {
    for (const [index, rule] of policy.ingress.entries()) {
      const width = widestOf(sourcesOf(rule), policy.namespace);
      if (width) {
        exposed.push({ index, width, ports: rule.ports });
      }
    }
  }
  return exposed;
}

/**
 * The rules of a cluster-wide policy that open its pods: those that accept.
 *
 * @param own - the one namespace that it is about, where it is one
 * @param sourcesOf - whom each of its rules is about
 */
export function exposedClusterRules(
  policy: ClusterNetworkPolicy,
  own: string | undefined,
  sourcesOf: (rule: ClusterNetworkPolicyRule) => readonly RuleSource[],
): ExposedRule[] {
  const exposed: ExposedRule[] = [];
  for (const [index, rule] of policy.ingress.entries()) {
    const width = widestOf(sourcesOf(rule), own);
    const ports = rule.ports.flatMap(toPorts);
    if (
      rule.action === 'Accept' &&
      width &&
      (ports.length > 0 || rule.ports.length === 0)
    ) {
      exposed.push({
        index,
        ...(rule.name && { name: rule.name }),
        width,
        ports,
      });
    }
  }
  return exposed;
}
