import { ClusterView } from '../snapshot/clusterView';
import { WorkloadTarget } from './evaluateWorkload';
import { latestProbes, StoredProbes } from './latestProbes';
import { Summary, summariseTarget } from './summariseTarget';

/**
 * Summarises targets, each once for as long as neither the cluster nor its probes have changed.
 */
export class Summaries {
  /** A target is a new object when anything in its cluster has changed. */
  private readonly known = new WeakMap<
    WorkloadTarget,
    { probes: string; summary: Summary }
  >();

  of(
    view: ClusterView,
    target: WorkloadTarget,
    seen: StoredProbes = { attempts: [] },
  ): Summary {
    const probes = JSON.stringify(seen);
    const known = this.known.get(target);
    if (known?.probes === probes) {
      return known.summary;
    }
    const summary = summariseTarget(
      target,
      latestProbes({ view, target, ...seen }),
    );
    this.known.set(target, { probes, summary });
    return summary;
  }
}
