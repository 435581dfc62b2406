import {
  EntityReach,
  NamespacePage,
  NamespaceQuery,
  ReachTarget,
  ReachTargetPlace,
} from 'backstage-plugin-network-policy-common';
import { ClusterDirectory } from '../clusters/ClusterDirectory';
import { LoadedEntity } from '../entities/EntityLoader';
import { EntityWorkload } from '../targets/entityWorkload';
import { pageOf, sortRows } from '../paging/page';
import { ProbeRunStore } from '../probes/ProbeRunStore';
import { byAttention } from './byAttention';
import { describeNamespace } from './describeNamespace';
import { Evaluations } from './Evaluations';
import { findCluster, findTarget } from '../targets/findTarget';
import { latestProbes, storedProbes } from './latestProbes';
import { isAskedFor, namespaceKey } from './namespaceList';
import { ReachTargets } from './ReachTargets';
import { firstOf, rowsOf, withoutNames } from './summariseTarget';

/** So much of what was not evaluated is told on a page. */
const SENTENCES = 200;

const USUAL_LIMIT = 100;

/**
 * Answers who can reach an entity's pods, and what probes saw.
 */
export class ReachService {
  private readonly targets: ReachTargets;

  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      evaluations: Evaluations;
      probeRuns: ProbeRunStore;
    },
  ) {
    this.targets = new ReachTargets(options);
  }

  /**
   * The targets of an entity in numbers. A cluster that fails becomes a target that says so, and holds up no other one
   * for longer than its own time limit. Without `namesShown` no namespace is named but those of the targets.
   *
   * @throws ClusterError when the kubernetes plugin does not list its clusters.
   */
  async getReach(
    entity: LoadedEntity,
    { namesShown }: { namesShown: boolean },
  ): Promise<EntityReach> {
    const { entityRef } = entity;
    const workload = entity.workload();
    const found = workload ? await this.targetsOf(workload) : [];
    const targets = found.map(target =>
      target.state === 'evaluated' && !namesShown
        ? withoutNames(target)
        : target,
    );
    return {
      entityRef,
      total: targets.length,
      evaluated: targets.length,
      targets: targets.sort(byAttention),
    };
  }

  /**
   * Who can reach one target, a page of namespaces at a time.
   *
   * @throws InputError for a cursor that is none, and what {@link findTarget} throws.
   */
  async listNamespaces(
    entity: LoadedEntity,
    place: ReachTargetPlace,
    query: NamespaceQuery,
  ): Promise<NamespacePage> {
    const { evaluation, target, probes } = await this.find(entity, place);
    const { sort = 'attention', descending = false } = query;
    const key = namespaceKey(sort);
    const rows = rowsOf(target, probes).filter(isAskedFor(query));
    const page = pageOf(sortRows(rows, key), key, {
      sort,
      descending,
      limit: query.limit ?? USUAL_LIMIT,
      cursor: query.cursor,
    });
    return {
      asOf: evaluation.asOf,
      health: evaluation.health,
      total: page.total,
      namespaces: page.rows.map(describeNamespace),
      ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
      partial: firstOf(target.reach.partial, SENTENCES),
    };
  }

  /**
   * One target as it is now, with what probes saw of it.
   *
   * @throws what {@link findTarget} throws.
   */
  async find(entity: LoadedEntity, place: ReachTargetPlace) {
    const { clusters, evaluations, probeRuns } = this.options;
    const { entityRef } = entity;
    // The database is asked about clusters that there are, not for whatever text there is in a request.
    await findCluster(clusters, entity, place.cluster);
    const seen = await storedProbes(probeRuns, { entityRef, ...place });
    const found = await findTarget({ clusters, evaluations }, entity, place);
    const { target, evaluation } = found;
    const { view } = evaluation;
    return { ...found, probes: latestProbes({ view, target, ...seen }) };
  }

  private async targetsOf(workload: EntityWorkload): Promise<ReachTarget[]> {
    const known = await this.options.clusters.list();
    const candidates = known.filter(
      ({ name }) => !workload.cluster || workload.cluster === name,
    );
    const targets = await Promise.all(
      candidates.map(cluster => this.targets.in(cluster, workload)),
    );
    return workload.cluster && candidates.length === 0
      ? [this.unknownCluster(workload.cluster)]
      : targets.flat();
  }

  private unknownCluster(name: string): ReachTarget {
    return {
      cluster: { name, title: name },
      ...this.options.evaluations.notEvaluable(
        `The entity names cluster ${name}, which the kubernetes plugin does not know; correct the annotation backstage.io/kubernetes-cluster or add the cluster`,
      ),
    };
  }
}
