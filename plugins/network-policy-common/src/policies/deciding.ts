/**
 * The layers that are asked one after the other. NetworkPolicy stands between the two tiers of cluster-wide policies.
 *
 * @public
 */
export type Tier = 'Admin' | 'NetworkPolicy' | 'Baseline';

/**
 * A policy that had a say.
 *
 * @public
 */
export interface DecidingPolicy {
  kind:
    | 'NetworkPolicy'
    | 'AdminNetworkPolicy'
    | 'BaselineAdminNetworkPolicy'
    | 'ClusterNetworkPolicy';
  /** Absent for a policy of the whole cluster. */
  namespace?: string;
  name: string;
  tier: Tier;
}

/**
 * A rule that had a say, with what of it matched. Indexes count from 0 within the policy's direction.
 *
 * @public
 */
export interface DecidingRule extends DecidingPolicy {
  rule: number;
  /** The name that a rule of a cluster-wide policy may have. */
  ruleName?: string;
  /** Index of the peer that matched; absent where the rule has no peers and so matches all. */
  peer?: number;
  /** Index of the port that matched; absent where the rule has no ports and so matches all. */
  port?: number;
}
