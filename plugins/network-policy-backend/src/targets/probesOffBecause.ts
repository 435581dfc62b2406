import { KnownCluster } from '../clusters/ClusterDirectory';

/**
 * Why the portal's own prober can start nothing in a cluster, in one sentence; undefined where it can.
 */
export function probesOffBecause(cluster: KnownCluster): string | undefined {
  if (!cluster.evaluable) {
    return cluster.reason;
  }
  return cluster.writing.possible ? undefined : cluster.writing.because;
}
