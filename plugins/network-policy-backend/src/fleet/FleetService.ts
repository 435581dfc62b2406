import {
  FleetCluster,
  FleetExposure,
  FleetExposurePage,
  FleetExposureQuery,
  ReadCluster,
} from 'backstage-plugin-network-policy-common';
import { ClusterDirectory, KnownCluster } from '../clusters/ClusterDirectory';
import { pageOf, sortRows } from '../paging/page';
import { firstOf } from '../reach/summariseTarget';
import { ClusterReading } from '../state/clusterHealth';
import { ClusterStates } from '../state/ClusterStates';
import { ClusterExposures } from './ClusterExposures';
import { describeExposure } from './describeExposure';
import { exposureKey, isExposureAskedFor } from './exposureList';
import { FleetScope } from './FleetScope';

/** So much of what was not evaluated is told of a cluster. */
const SENTENCES = 20;

const USUAL_LIMIT = 100;

/** A cluster, and what was read of it if that could be. */
interface SeenCluster {
  cluster: FleetCluster;
  reading?: Extract<ClusterReading, { state: 'read' }>;
}

/**
 * Answers about all clusters: for people who look after them, and about a team's own exposures for that team.
 */
export class FleetService {
  private readonly exposures = new ClusterExposures();

  constructor(
    private readonly options: {
      clusters: ClusterDirectory;
      states: ClusterStates;
    },
  ) {}

  /**
   * Every cluster, how well its state is known and what is in it. One that cannot be read says so.
   *
   * @throws ClusterError when the kubernetes plugin does not list its clusters.
   */
  async listClusters(): Promise<FleetCluster[]> {
    const seen = await this.look();
    return seen.map(one => this.counted(one));
  }

  /**
   * A page of the exposures of all clusters, as far as the caller may see them. The total counts only these.
   *
   * @throws InputError for a cursor that is none; ClusterError when the kubernetes plugin does not list its clusters.
   */
  async listExposures(
    query: FleetExposureQuery,
    scope: FleetScope,
  ): Promise<FleetExposurePage> {
    const { sort = 'width', descending = false } = query;
    const { exposures, ...clusters } = await this.find(query, scope);
    const page = pageOf(exposures, exposureKey(sort), {
      sort,
      descending,
      limit: query.limit ?? USUAL_LIMIT,
      cursor: query.cursor,
    });
    return {
      total: page.total,
      exposures: [...page.rows],
      ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
      ...clusters,
    };
  }

  /**
   * The exposures of all clusters that are asked for and that the caller may see, in order; how well these clusters are
   * known, and which could not be read.
   *
   * @throws ClusterError when the kubernetes plugin does not list its clusters.
   */
  async find(
    query: FleetExposureQuery,
    scope: FleetScope,
  ): Promise<{
    exposures: readonly FleetExposure[];
    read: ReadCluster[];
    unread: FleetCluster[];
  }> {
    const today = new Date().toISOString().slice(0, 10);
    const seen = await this.look();
    const visible = seen
      .flatMap(one => this.describeAll(one, today))
      .filter(scope.seesExposure);
    const clusters = new Set(visible.map(({ cluster }) => cluster));
    const named = seen.filter(
      ({ cluster }) => scope.seesClusters || clusters.has(cluster.name),
    );
    return {
      exposures: sortRows(
        visible.filter(isExposureAskedFor(query)),
        exposureKey(query.sort ?? 'width'),
      ),
      read: named.flatMap(({ cluster: { name }, reading }) =>
        reading ? [{ name, asOf: reading.asOf, health: reading.health }] : [],
      ),
      unread: named
        .filter(({ reading }) => !reading)
        .map(({ cluster }) => cluster),
    };
  }

  private describeAll(
    { cluster: { name }, reading }: SeenCluster,
    today: string,
  ): FleetExposure[] {
    if (!reading) {
      return [];
    }
    const { cluster } = reading.view;
    return this.exposures.of(name, reading).map(exposure => {
      const { namespace, policy } = exposure;
      const object =
        namespace === undefined
          ? undefined
          : cluster.networkPolicy(namespace, policy.name);
      return describeExposure(name, exposure, { today, object });
    });
  }

  private async look(): Promise<SeenCluster[]> {
    const known = await this.options.clusters.list();
    this.exposures.keepOnly(new Set(known.map(({ name }) => name)));
    return Promise.all(known.map(cluster => this.lookAt(cluster)));
  }

  private async lookAt(known: KnownCluster): Promise<SeenCluster> {
    const { name, title } = known;
    if (!known.evaluable) {
      const message = known.reason;
      return { cluster: { name, title, evaluable: false, message } };
    }
    const reading = await this.options.states.read(known);
    if (reading.state !== 'read') {
      const { asOf, message, health } = reading;
      return {
        cluster: { name, title, evaluable: true, message, asOf, health },
      };
    }
    const { asOf, health } = reading;
    return {
      reading,
      cluster: {
        name,
        title,
        evaluable: true,
        asOf,
        health,
      },
    };
  }

  /** A cluster with what is in it, for who looks at clusters: it takes a look at every pod. */
  private counted({ cluster, reading }: SeenCluster): FleetCluster {
    if (!reading) {
      return cluster;
    }
    const { cluster: index } = reading.view;
    return {
      ...cluster,
      namespaces: index.namespaces().length,
      pods: count(index.pods()),
      networkPolicies: count(index.networkPolicies()),
      exposures: this.exposures.of(cluster.name, reading).length,
      notEvaluated: firstOf(index.notEvaluated, SENTENCES),
    };
  }
}

function count(things: Iterable<unknown>): number {
  let found = 0;
  for (const _ of things) {
    found += 1;
  }
  return found;
}
