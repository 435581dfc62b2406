import { IndexedCluster } from 'backstage-plugin-network-policy-common';
import { Omission } from './omission';

/**
 * What decides about connections in a cluster, and what of it is missing.
 */
export interface ClusterView {
  /** Kept up to date while it is looked at: who waits in between may see another state afterwards. */
  cluster: IndexedCluster;
  omissions: readonly Omission[];
}
