import {
  EvaluatedTarget,
  evaluateReach,
  TargetReach,
} from 'backstage-plugin-network-policy-common';
import { ReadCluster } from '../state/clusterHealth';
import { VersionMemo } from '../state/VersionMemo';
import { EntityWorkload, podSelectorOf } from '../targets/entityWorkload';
import { targetIn, WorkloadTarget } from '../targets/workloadTarget';
import { latestProbes } from './latestProbes';
import { NamespaceDigests } from './NamespaceDigests';
import { StoredProbes } from './SeenProbes';
import { summariseTarget } from './summariseTarget';

/** A row takes some hundred bytes, so that this is about 20 MB. */
const ROWS_KEPT = 100_000;

/** The most that summaries may take, in bytes by a rough estimate. */
const SUMMARY_BYTES_KEPT = 16 * 1024 * 1024;

type Summary = Omit<EvaluatedTarget, 'asOf' | 'health'>;

interface KeptSummary {
  /** What the store had of the target. */
  seen: string;
  summary: Summary;
  bytes: number;
}

/** The pods of an entity in one namespace of a cluster as it is now. */
export interface PlaceOfWorkload {
  cluster: { name: string; title: string };
  workload: EntityWorkload;
  reading: ReadCluster;
  namespace: string;
}

/**
 * Evaluates targets one at a time, each once for every version of its cluster. Of most targets only the numbers are
 * needed: the rows behind them, which are many, are kept of a few.
 */
export class TargetReaches {
  private readonly rows = new VersionMemo<TargetReach>(
    ROWS_KEPT,
    ({ namespaces }) => 1 + namespaces.length,
  );
  private readonly summaries = new VersionMemo<KeptSummary>(
    SUMMARY_BYTES_KEPT,
    ({ bytes }) => bytes,
  );
  private readonly digests = new NamespaceDigests();

  /** How many rows, and how many bytes of summaries by a rough estimate, are kept. */
  get size(): { rows: number; summaries: number } {
    return { rows: this.rows.size, summaries: this.summaries.size };
  }

  /** Who can reach a target, with the rows. */
  reachOf(place: PlaceOfWorkload, target: WorkloadTarget): TargetReach {
    const { version, view } = place.reading;
    return this.rows.of(keyOf(place), version, () =>
      evaluateReach(view.cluster, target),
    );
  }

  /** The numbers of a target, if they are kept: what the cluster and the store have of it must be the same. */
  private kept(
    place: PlaceOfWorkload,
    seen: StoredProbes,
  ): EvaluatedTarget | undefined {
    const { version, asOf, health } = place.reading;
    const kept = this.summaries.get(keyOf(place), version);
    return kept?.seen === spell(seen)
      ? { ...kept.summary, asOf, health }
      : undefined;
  }

  /**
   * The numbers of a target; undefined where no pods of the entity run any longer.
   *
   * @param keepRows - whether somebody is likely to ask for the rows next
   */
  summarise(
    place: PlaceOfWorkload,
    seen: StoredProbes,
    { keepRows }: { keepRows: boolean },
  ): EvaluatedTarget | undefined {
    const known = this.kept(place, seen);
    if (known) {
      return known;
    }
    const { cluster, workload, reading, namespace } = place;
    const { version, view, asOf, health } = reading;
    const target = targetIn(workload, view.cluster, namespace);
    if (!target) {
      return undefined;
    }
    const reach = keepRows
      ? this.reachOf(place, target)
      : this.rows.get(keyOf(place), version) ??
        evaluateReach(view.cluster, target);
    const { name, title } = cluster;
    const summary: Summary = {
      state: 'evaluated',
      cluster: { name, title },
      namespace,
      podSelector: { ...podSelectorOf(workload, target.pods) },
      ...summariseTarget(
        reach,
        latestProbes({ view, target, ...seen }),
        this.digests.of({ name, version }, reach.namespaces),
      ),
    };
    this.summaries.set(keyOf(place), version, {
      seen: spell(seen),
      summary,
      // As text it takes two bytes a character at most, as objects about as much again.
      bytes: 1_000 + 4 * JSON.stringify(summary).length,
    });
    return { ...summary, asOf, health };
  }
}

function keyOf({ cluster, workload, namespace }: PlaceOfWorkload): string {
  return JSON.stringify([cluster.name, namespace, workload.selector]);
}

function spell(seen: StoredProbes): string {
  return JSON.stringify(seen);
}
