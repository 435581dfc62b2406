import { LoggerService } from '@backstage/backend-plugin-api';
import {
  EntityReach,
  NamespacePage,
  NamespaceQuery,
  ReachTargetPlace,
  TargetReach,
} from 'backstage-plugin-network-policy-common';
import { ClusterDirectory, KnownCluster } from '../clusters/ClusterDirectory';
import { LoadedEntity } from '../targets/LoadedEntity';
import { IsOwn } from '../ownership/ownTargets';
import { pageOf, sortRows } from '../paging/page';
import { ProbeRunStore } from '../probes/ProbeRunStore';
import { ReadCluster } from '../state/clusterHealth';
import { ClusterStates } from '../state/ClusterStates';
import { findCluster, findTarget } from '../targets/findTarget';
import { describeNamespace } from './describeNamespace';
import { EntityTargets } from './EntityTargets';
import { LatestProbes, latestProbes } from './latestProbes';
import { isAskedFor, namespaceKey } from './namespaceList';
import { SeenProbes } from './SeenProbes';
import { firstOf, rowsOf, withoutNames } from './summariseTarget';
import { TargetList } from './TargetList';
import { TargetReaches } from './TargetReaches';

/** So many sentences about what was not evaluated are on a page. */
const SENTENCES = 200;

const USUAL_LIMIT = 100;

/** One target as it is now. */
export interface ReachedTarget {
  reading: ReadCluster;
  reach: TargetReach;
  probes: LatestProbes;
}

/**
 * Answers who can reach an entity's pods, and what probes saw.
 */
export class ReachService {
  private readonly reaches = new TargetReaches();
  private readonly probes: SeenProbes;
  private readonly targets: EntityTargets;
  private readonly listeners = new Set<(entityRef: string) => void>();

  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      states: Pick<ClusterStates, 'read'>;
      probeRuns: ProbeRunStore;
      logger: LoggerService;
      /** Why nothing can be probed in a cluster; undefined where it can. */
      probesOffBecause?: (cluster: KnownCluster) => string | undefined;
    },
  ) {
    const { states, logger, probeRuns, probesOffBecause } = options;
    this.probes = new SeenProbes({ store: probeRuns, logger });
    this.targets = new EntityTargets({
      list: new TargetList(options),
      states,
      reaches: this.reaches,
      probes: this.probes,
      logger,
      probesOffBecause,
      onCounted: entityRef => this.listeners.forEach(tell => tell(entityRef)),
    });
  }

  /**
   * A page of the targets of an entity in numbers. A cluster that fails becomes a target that says so, and delays the
   * others for no longer than its own time limit. Without `namesShown` it names no namespaces but those of the targets, and of
   * these only the entity's own where `isOwn` is given.
   *
   * @throws InputError for a cursor that is none, ClusterError when the kubernetes plugin does not list its clusters.
   */
  async getReach(
    entity: LoadedEntity,
    {
      namesShown,
      ...query
    }: {
      namesShown: boolean;
      isOwn?: IsOwn;
      limit?: number;
      cursor?: string;
    },
  ): Promise<EntityReach> {
    const { entityRef } = entity;
    const workload = entity.workload();
    if (!workload) {
      return { entityRef, total: 0, evaluated: 0, targets: [] };
    }
    const page = await this.targets.page(workload, query);
    return {
      entityRef,
      ...page,
      targets: page.targets.map(target =>
        target.state === 'evaluated' && !namesShown
          ? withoutNames(target)
          : target,
      ),
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
    const { reading, reach, probes } = await this.find(entity, place);
    const { sort = 'attention', descending = false } = query;
    const key = namespaceKey(sort);
    const rows = rowsOf(reach, probes).filter(isAskedFor(query));
    const page = pageOf(sortRows(rows, key), key, {
      sort,
      descending,
      limit: query.limit ?? USUAL_LIMIT,
      cursor: query.cursor,
    });
    return {
      asOf: reading.asOf,
      health: reading.health,
      total: page.total,
      namespaces: page.rows.map(describeNamespace),
      ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
      partial: firstOf(reach.partial, SENTENCES),
    };
  }

  /**
   * One target as it is now, with what probes saw of it.
   *
   * @throws what {@link findTarget} throws.
   */
  async find(
    entity: LoadedEntity,
    place: ReachTargetPlace,
  ): Promise<ReachedTarget> {
    const { clusters } = this.options;
    const { entityRef } = entity;
    // The database is asked about clusters that there are, not for whatever text there is in a request.
    await findCluster(clusters, entity, place.cluster);
    const seen = await this.probes.of({ entityRef, ...place });
    const found = await findTarget(this.options, entity, place);
    const { reading, target } = found;
    const { view } = reading;
    return {
      reading,
      reach: this.reaches.reachOf(
        { ...found, namespace: place.namespace },
        target,
      ),
      probes: latestProbes({ view, target, ...seen }),
    };
  }

  /**
   * Calls back when more of an entity's targets are counted than an answer has said.
   *
   * @returns what ends it
   */
  onCounted(listener: (entityRef: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Ends what is counted in the background. */
  stop(): void {
    this.targets.stop();
  }
}
