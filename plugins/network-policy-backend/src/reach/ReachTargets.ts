import { LRUCache } from 'lru-cache';
import { ReachTarget } from 'backstage-plugin-network-policy-common';
import { KnownCluster } from '../clusters/ClusterDirectory';
import { EntityWorkload, podSelectorOf } from '../targets/entityWorkload';
import { ProbeRunStore } from '../probes/ProbeRunStore';
import { EvaluationBasis, Evaluations } from './Evaluations';
import { WorkloadEvaluation } from './evaluateWorkload';
import { latestProbes, StoredProbes, storedProbes } from './latestProbes';
import { summariseTarget } from './summariseTarget';

/** Of a few kB each. */
const SUMMARIES_KEPT = 5_000;

interface Kept {
  version: number;
  /** Where the pods run. */
  namespaces: readonly string[];
  /** What the store had of these targets. */
  seen: string;
  targets: readonly ReachTarget[];
}

/**
 * The targets of workloads in numbers. They are kept for as long as neither the cluster nor what probes saw changes;
 * the rows behind the numbers, which are many, are not.
 */
export class ReachTargets {
  private readonly kept = new LRUCache<string, Kept>({ max: SUMMARIES_KEPT });

  constructor(
    private readonly options: {
      evaluations: Evaluations;
      probeRuns: ProbeRunStore;
    },
  ) {}

  /** The targets of a workload in one cluster. It does not throw for what a cluster does. */
  async in(
    cluster: KnownCluster,
    workload: EntityWorkload,
  ): Promise<readonly ReachTarget[]> {
    const { evaluations } = this.options;
    const { name } = cluster;
    const evaluate = (basis: EvaluationBasis) =>
      evaluations.from(basis, name, workload);
    const key = JSON.stringify([name, workload]);

    const before = await evaluations.read(cluster);
    const knownBefore = this.kept.get(key);
    const namespaces = isOf(knownBefore, before)
      ? knownBefore.namespaces
      : namespacesOf(evaluate(before));
    const probes = await this.probesIn(workload, name, namespaces);

    // The cluster may have changed while the probes were read: what is said of it must all be of one moment.
    const reading = await evaluations.read(cluster);
    const seen = JSON.stringify([...probes]);
    // Somebody else may have asked meanwhile, and be served already.
    const known = this.kept.get(key);
    if (
      reading.state === 'read' &&
      isOf(known, reading) &&
      known.seen === seen
    ) {
      const { asOf, health } = reading;
      return known.targets.map(target => ({ ...target, asOf, health }));
    }
    const evaluation = evaluate(reading);
    const targets = describe(cluster, workload, evaluation, probes);
    if (reading.state === 'read') {
      const { version } = reading;
      const where = namespacesOf(evaluation);
      this.kept.set(key, { version, namespaces: where, seen, targets });
    }
    return targets;
  }

  private async probesIn(
    { entityRef }: EntityWorkload,
    cluster: string,
    namespaces: readonly string[],
  ): Promise<ReadonlyMap<string, StoredProbes>> {
    const { probeRuns } = this.options;
    const found = namespaces.map(async namespace => {
      const key = { entityRef, cluster, namespace };
      return [namespace, await storedProbes(probeRuns, key)] as const;
    });
    return new Map(await Promise.all(found));
  }
}

/** Whether what is kept is of this very state of the cluster. */
function isOf(known: Kept | undefined, basis: EvaluationBasis): known is Kept {
  return basis.state === 'read' && known?.version === basis.version;
}

function namespacesOf(evaluation: WorkloadEvaluation): readonly string[] {
  return evaluation.state === 'evaluated'
    ? evaluation.targets.map(({ namespace }) => namespace)
    : [];
}

function describe(
  { name, title }: KnownCluster,
  workload: EntityWorkload,
  evaluation: WorkloadEvaluation,
  probes: ReadonlyMap<string, StoredProbes>,
): readonly ReachTarget[] {
  const cluster = { name, title };
  if (evaluation.state !== 'evaluated') {
    return [{ cluster, ...evaluation }];
  }
  const { asOf, health, view, targets } = evaluation;
  return targets.map(target => {
    const seen = probes.get(target.namespace) ?? { attempts: [] };
    return {
      state: 'evaluated',
      cluster,
      asOf,
      health,
      namespace: target.namespace,
      podSelector: { ...podSelectorOf(workload, target.pods) },
      ...summariseTarget(target, latestProbes({ view, target, ...seen })),
    };
  });
}
