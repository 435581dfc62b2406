import {
  ClusterExposure,
  exposuresOf,
} from 'backstage-plugin-network-policy-common';
import { ReadCluster } from '../state/clusterHealth';
import { VersionMemo } from '../state/VersionMemo';

/** Looking for all exposures of a large cluster takes a good part of a second, which is not done at every change. */
const GOOD_FOR_MS = 10_000;

const CLUSTERS = 1_000;

interface Found {
  at: number;
  exposures: readonly ClusterExposure[];
}

/**
 * The exposures of each cluster. It looks for them when an answer needs them and the cluster has changed, at most every
 * ten seconds.
 */
export class ClusterExposures {
  private readonly memo = new VersionMemo<Found>(CLUSTERS);

  of(
    cluster: string,
    { version, view }: ReadCluster,
  ): readonly ClusterExposure[] {
    const now = performance.now();
    const current = this.memo.get(cluster, version);
    const latest = this.memo.latest(cluster);
    if (current) {
      return current.exposures;
    }
    // It stays what is kept of its own version, so that it is replaced when it is too old.
    if (latest && now - latest.at < GOOD_FOR_MS) {
      return latest.exposures;
    }
    const exposures = exposuresOf(view.cluster);
    this.memo.set(cluster, version, { at: now, exposures });
    return exposures;
  }

  /** Forgets the clusters that are gone. */
  keepOnly(clusters: ReadonlySet<string>): void {
    this.memo.keepOnly(clusters);
  }
}
