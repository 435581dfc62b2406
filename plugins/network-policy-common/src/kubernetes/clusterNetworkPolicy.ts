import { Protocol } from '../schema/openapi';
import { Labels, LabelSelector } from './labels';

/**
 * What happens to a connection that a rule of a cluster-wide policy matches. `Accept` and `Deny` are final; `Pass` goes
 * on to NetworkPolicy. AdminNetworkPolicy spells `Accept` as `Allow`.
 *
 * @public
 */
export type ClusterNetworkPolicyAction = 'Accept' | 'Deny' | 'Pass';

/**
 * The pods that a cluster-wide policy is about, or that a peer of it is. Without a podSelector every pod of the
 * namespaces.
 *
 * @public
 */
export interface ClusterPodSelector {
  namespaceSelector: LabelSelector;
  podSelector?: LabelSelector;
}

/**
 * A peer of a rule of a cluster-wide policy. `networks` match the addresses of pods and nodes too. A peer that is not
 * evaluated keeps its meaning by the rule's action: it matches nothing in Accept, everything in Deny and Pass.
 *
 * @public
 */
export type ClusterNetworkPolicyPeer =
  | ({ kind: 'pods' } & ClusterPodSelector)
  | { kind: 'networks'; cidrs: readonly string[] }
  | { kind: 'nodes'; selector: LabelSelector }
  | { kind: 'domainNames'; domainNames: readonly string[] }
  | { kind: 'unknown'; fields: readonly string[] };

/**
 * A port of a rule of a cluster-wide policy: a range (`endPort` is inclusive and equals `port` for a single one), every
 * port of a protocol, or a name that resolves on the destination pod; a name without a protocol is one of any protocol.
 *
 * @public
 */
export type ClusterNetworkPolicyPort =
  | { kind: 'range'; protocol: Protocol; port: number; endPort: number }
  | { kind: 'protocol'; protocol: Protocol }
  | { kind: 'named'; name: string; protocol?: Protocol }
  | { kind: 'unknown'; fields: readonly string[] };

/**
 * A rule of either direction of a cluster-wide policy. No ports mean every port of every protocol.
 *
 * @public
 */
export interface ClusterNetworkPolicyRule {
  name?: string;
  action: ClusterNetworkPolicyAction;
  peers: readonly ClusterNetworkPolicyPeer[];
  ports: readonly ClusterNetworkPolicyPort[];
}

/**
 * A policy for the whole cluster, of any of the three kinds that say the same: AdminNetworkPolicy and
 * BaselineAdminNetworkPolicy (policy.networking.k8s.io/v1alpha1), and ClusterNetworkPolicy (v1alpha2), which is both by
 * its tier. Within a tier a lower priority is asked first.
 *
 * @public
 */
export interface ClusterNetworkPolicy {
  kind:
    | 'AdminNetworkPolicy'
    | 'BaselineAdminNetworkPolicy'
    | 'ClusterNetworkPolicy';
  name: string;
  labels: Labels;
  annotations: Readonly<Record<string, string>>;
  tier: 'Admin' | 'Baseline';
  /** 0 to 1000; 0 for the BaselineAdminNetworkPolicy, which is alone. */
  priority: number;
  subject: ClusterPodSelector;
  ingress: readonly ClusterNetworkPolicyRule[];
  egress: readonly ClusterNetworkPolicyRule[];
}
