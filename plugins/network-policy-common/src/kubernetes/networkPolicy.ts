import { Protocol } from '../schema/openapi';
import { Labels, LabelSelector } from './labels';

/**
 * A port of a rule. Without `port` it means every port of the protocol; a string names a port of the destination pod.
 *
 * @public
 */
export interface NetworkPolicyPort {
  protocol: Protocol;
  port?: number | string;
  /** Inclusive end of a range; only with a numeric `port`. */
  endPort?: number;
}

/**
 * A peer of a rule: pods (a selector that is absent keeps its meaning: no namespaceSelector is the policy's own
 * namespace, no podSelector is every pod) or a block of addresses.
 *
 * @public
 */
export type NetworkPolicyPeer =
  | {
      kind: 'pods';
      namespaceSelector?: LabelSelector;
      podSelector?: LabelSelector;
    }
  | { kind: 'ipBlock'; cidr: string; except: readonly string[] };

/**
 * A rule of either direction. No peers admit every source, sources outside the cluster included; no ports admit every
 * port of every protocol.
 *
 * @public
 */
export interface NetworkPolicyRule {
  peers: readonly NetworkPolicyPeer[];
  ports: readonly NetworkPolicyPort[];
}

/**
 * A direction of traffic as a policy names it.
 *
 * @public
 */
export type PolicyType = 'Ingress' | 'Egress';

/**
 * A NetworkPolicy of networking.k8s.io/v1 with its defaults filled in as the API server does.
 *
 * @public
 */
export interface NetworkPolicy {
  namespace: string;
  name: string;
  labels: Labels;
  annotations: Readonly<Record<string, string>>;
  podSelector: LabelSelector;
  policyTypes: readonly PolicyType[];
  ingress: readonly NetworkPolicyRule[];
  egress: readonly NetworkPolicyRule[];
  /** Which object it is, as a cluster says; absent in a file. No verdict depends on it. */
  origin?: PolicyOrigin;
}

/**
 * What an API server tells of an object's past: when it was made, and by which field managers it was changed. People
 * and commits are not known here.
 *
 * @public
 */
export interface PolicyOrigin {
  uid: string;
  /** ISO 8601. */
  createdAt?: string;
  /** The latest first. */
  managers: readonly PolicyManager[];
}

/**
 * A field manager of an object, `metadata.managedFields[].manager`.
 *
 * @public
 */
export interface PolicyManager {
  name: string;
  /** When it last changed one of its fields, ISO 8601. */
  at?: string;
}
