import {
  EntityReach,
  EvaluatedTarget,
  ReachTarget,
} from 'backstage-plugin-network-policy-common';
import { ClusterDirectory, KnownCluster } from '../clusters/ClusterDirectory';
import { LoadedEntity } from '../entities/EntityLoader';
import { EntityWorkload, podSelectorOf } from '../entities/entityWorkload';
import { ProbeRunStore } from '../probes/ProbeRunStore';
import { ClusterStates } from '../state/ClusterStates';
import { describeReach } from './describeReach';
import { evaluateWorkload } from './evaluateWorkload';
import { joinProbes } from './joinProbes';
import { byAttention } from './byAttention';

/**
 * Answers who can reach an entity's pods, and what probes saw.
 */
export class ReachService {
  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      states: ClusterStates;
      probeRuns: ProbeRunStore;
    },
  ) {}

  /**
   * The targets of an entity. A cluster that fails becomes a target that says so, and holds up no other one for longer
   * than its own time limit.
   *
   * @throws ClusterError when the kubernetes plugin does not list its clusters.
   */
  async getReach({ entityRef, workload }: LoadedEntity): Promise<EntityReach> {
    if (!workload) {
      return { entityRef, targets: [] };
    }
    const known = await this.options.clusters.list();
    const candidates = known.filter(
      ({ name }) => !workload.cluster || workload.cluster === name,
    );
    const targets = await Promise.all(
      candidates.map(cluster => this.targetsIn(cluster, workload)),
    );
    if (workload.cluster && candidates.length === 0) {
      targets.push([unknownCluster(workload.cluster)]);
    }
    return { entityRef, targets: targets.flat().sort(byAttention) };
  }

  private async targetsIn(
    cluster: KnownCluster,
    workload: EntityWorkload,
  ): Promise<ReachTarget[]> {
    const evaluation = await evaluateWorkload(
      this.options.states,
      cluster,
      workload,
    );
    const { name, title } = cluster;
    if (evaluation.state !== 'evaluated') {
      const { state, asOf, message } = evaluation;
      return [{ state, cluster: { name, title }, asOf, message }];
    }
    const { asOf, view, targets } = evaluation;
    return Promise.all(
      targets.map(async target => {
        const evaluated: EvaluatedTarget = {
          state: 'evaluated',
          cluster: { name, title },
          asOf,
          namespace: target.namespace,
          podSelector: { ...podSelectorOf(workload, target.pods) },
          ...describeReach(target.reach),
        };
        const probed = await this.probesOf(workload, name, target.namespace);
        return joinProbes(evaluated, { view, target, ...probed });
      }),
    );
  }

  private async probesOf(
    { entityRef }: EntityWorkload,
    cluster: string,
    namespace: string,
  ) {
    const { probeRuns } = this.options;
    const key = { entityRef, cluster, namespace };
    const [latestRun, attempts] = await Promise.all([
      probeRuns.latestRun(key),
      probeRuns.latestAttempts(key),
    ]);
    return { latestRun, attempts };
  }
}

function unknownCluster(name: string): ReachTarget {
  return {
    state: 'not-evaluable',
    cluster: { name, title: name },
    asOf: new Date().toISOString(),
    message: `The entity names cluster ${name}, which the kubernetes plugin does not know; correct the annotation backstage.io/kubernetes-cluster or add the cluster`,
  };
}
