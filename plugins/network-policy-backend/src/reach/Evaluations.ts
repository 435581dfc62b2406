import { LRUCache } from 'lru-cache';
import { KnownCluster } from '../clusters/ClusterDirectory';
import { EntityWorkload } from '../targets/entityWorkload';
import { ClusterReading } from '../state/clusterHealth';
import { ClusterStates } from '../state/ClusterStates';
import {
  EvaluatedWorkload,
  evaluateWorkload,
  UnevaluatedWorkload,
  WorkloadEvaluation,
} from './evaluateWorkload';

/** A row takes some hundred bytes, so that this is some tens of MB. */
const ROWS_KEPT = 200_000;

/** What is known of a cluster, or why nothing can be. */
export type EvaluationBasis =
  | ClusterReading
  | UnevaluatedWorkload<'not-evaluable'>;

type Kept = EvaluatedWorkload | UnevaluatedWorkload<'no-pods'>;

/**
 * Evaluates workloads, each once for every state of a cluster: many people look at the same services.
 */
export class Evaluations {
  private readonly kept = new LRUCache<
    string,
    { version: number; evaluation: Kept }
  >({
    maxSize: ROWS_KEPT,
    sizeCalculation: ({ evaluation }) => 1 + rowsOf(evaluation),
  });

  private readonly begun = new Date().toISOString();

  constructor(private readonly states: Pick<ClusterStates, 'read'>) {}

  /** Evaluates an entity in one cluster. It does not throw for what a cluster does. */
  async of(
    cluster: KnownCluster,
    workload: EntityWorkload,
  ): Promise<WorkloadEvaluation> {
    return this.from(await this.read(cluster), cluster.name, workload);
  }

  /** What is known of a cluster. */
  async read(cluster: KnownCluster): Promise<EvaluationBasis> {
    if (!cluster.evaluable) {
      return this.notEvaluable(cluster.reason);
    }
    return this.states.read(cluster);
  }

  /** Why nothing can ever be known: that is no newer than this process, and so the same whenever somebody asks. */
  notEvaluable(message: string): UnevaluatedWorkload<'not-evaluable'> {
    return { state: 'not-evaluable', asOf: this.begun, message };
  }

  /** Evaluates an entity in a cluster as it is known. */
  from(
    reading: EvaluationBasis,
    cluster: string,
    workload: EntityWorkload,
  ): WorkloadEvaluation {
    if (reading.state !== 'read') {
      return reading;
    }
    const { version } = reading;
    const { selector, namespace } = workload;
    const key = JSON.stringify([cluster, namespace, selector]);
    const known = this.kept.get(key);
    if (known?.version === version) {
      const { asOf, health } = reading;
      return { ...known.evaluation, asOf, health };
    }
    const evaluation = evaluateWorkload(cluster, reading, workload);
    this.kept.set(key, { version, evaluation });
    return evaluation;
  }
}

function rowsOf(evaluation: Kept): number {
  const targets = evaluation.state === 'evaluated' ? evaluation.targets : [];
  return targets.reduce((sum, { reach }) => sum + reach.namespaces.length, 0);
}
