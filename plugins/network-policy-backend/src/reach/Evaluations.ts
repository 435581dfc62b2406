import { ClusterHealth } from 'backstage-plugin-network-policy-common';
import { LRUCache } from 'lru-cache';
import { KnownCluster } from '../clusters/ClusterDirectory';
import { EntityWorkload } from '../entities/entityWorkload';
import { ClusterStates } from '../state/ClusterStates';
import {
  EvaluatedWorkload,
  evaluateWorkload,
  UnevaluatedWorkload,
  WorkloadEvaluation,
} from './evaluateWorkload';

/** A row takes some hundred bytes, so that this is some tens of MB. */
const ROWS_KEPT = 200_000;

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

  constructor(private readonly states: Pick<ClusterStates, 'read'>) {}

  /** Evaluates an entity in one cluster. It does not throw for what a cluster does. */
  async of(
    cluster: KnownCluster,
    workload: EntityWorkload,
  ): Promise<WorkloadEvaluation> {
    if (!cluster.evaluable) {
      const asOf = new Date().toISOString();
      return { state: 'not-evaluable', asOf, message: cluster.reason };
    }
    const reading = await this.states.read(cluster);
    if (reading.state !== 'read') {
      const { state, asOf, message } = reading;
      return { state, asOf, message };
    }
    const { version } = reading;
    const { selector, namespace } = workload;
    const key = JSON.stringify([cluster.name, namespace, selector]);
    const known = this.kept.get(key);
    if (known?.version === version) {
      return renewed(known.evaluation, reading);
    }
    const evaluation = evaluateWorkload(cluster.name, reading, workload);
    this.kept.set(key, { version, evaluation });
    return evaluation;
  }
}

function rowsOf(evaluation: Kept): number {
  const targets = evaluation.state === 'evaluated' ? evaluation.targets : [];
  return targets.reduce((sum, { reach }) => sum + reach.namespaces.length, 0);
}

/** While a cluster is watched and nothing has changed, it is as it was then: the same answer, to the letter. */
function renewed(
  evaluation: Kept,
  { asOf, health }: { asOf: string; health: ClusterHealth },
): Kept {
  const at = health.state === 'live' ? {} : { asOf };
  return evaluation.state === 'evaluated'
    ? { ...evaluation, ...at, health }
    : { ...evaluation, ...at };
}
