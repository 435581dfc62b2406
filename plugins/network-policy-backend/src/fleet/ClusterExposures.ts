import {
  ClusterExposure,
  exposuresOf,
} from 'backstage-plugin-network-policy-common';
import { ClusterReading } from '../state/clusterHealth';

/** Looking for all exposures of a large cluster takes a good part of a second, which is not done at every change. */
const GOOD_FOR_MS = 10_000;

type Read = Extract<ClusterReading, { state: 'read' }>;

/**
 * The exposures of each cluster, looked for when somebody asks and something has changed, but not all the time.
 */
export class ClusterExposures {
  private readonly known = new Map<
    string,
    { version: number; at: number; exposures: readonly ClusterExposure[] }
  >();

  of(cluster: string, { version, view }: Read): readonly ClusterExposure[] {
    const known = this.known.get(cluster);
    const now = Date.now();
    if (known && (known.version === version || now - known.at < GOOD_FOR_MS)) {
      return known.exposures;
    }
    const exposures = exposuresOf(view.cluster);
    this.known.set(cluster, { version, at: now, exposures });
    return exposures;
  }

  /** Forgets the clusters that there are no more. */
  keepOnly(clusters: ReadonlySet<string>): void {
    for (const name of this.known.keys()) {
      if (!clusters.has(name)) {
        this.known.delete(name);
      }
    }
  }
}
