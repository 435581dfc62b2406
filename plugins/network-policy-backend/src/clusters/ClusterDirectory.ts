import { NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { ClusterReader } from './ClusterReader';
import { ClusterError } from './clusterFailure';
import { KubernetesPlugin } from './KubernetesPlugin';
import { ClusterWriters } from './writersOf';

/**
 * A cluster that the kubernetes plugin knows.
 */
export type KnownCluster = {
  name: string;
  title: string;
} & (
  | ({ evaluable: true; reader: ClusterReader } & ClusterWriters)
  | { evaluable: false; reason: string }
);

/** A cluster that can be read with the kubernetes plugin's account, and perhaps written. */
export type EvaluableCluster = Extract<KnownCluster, { evaluable: true }>;

const clustersSchema = z.looseObject({
  items: z.array(
    z.looseObject({
      name: z.string(),
      title: z.string().optional(),
      authProvider: z.string().optional(),
    }),
  ),
});

/** These need the token of a person's browser, which a backend does not have. */
const USER_TOKEN_PROVIDERS: readonly string[] = ['google', 'oidc', 'aks'];

/** Clusters come and go by the day, and every card asks for them. */
const GOOD_FOR_MS = 10_000;

/**
 * The clusters of the kubernetes plugin, which refreshes its own list.
 */
export class ClusterDirectory {
  private latest: { at: number; clusters: Promise<KnownCluster[]> } | undefined;

  constructor(
    private readonly plugin: KubernetesPlugin,
    private readonly writersOf: (cluster: {
      name: string;
      authProvider?: string;
    }) => ClusterWriters,
    private readonly goodForMs = GOOD_FOR_MS,
  ) {}

  /**
   * Every cluster, in the plugin's order, as they were some seconds ago at the most.
   *
   * @throws ClusterError when the kubernetes plugin does not answer.
   */
  async list(): Promise<KnownCluster[]> {
    if (!this.latest || performance.now() - this.latest.at >= this.goodForMs) {
      const asked = { at: performance.now(), clusters: this.ask() };
      this.latest = asked;
      asked.clusters.catch(() => {
        if (this.latest === asked) {
          this.latest = undefined;
        }
      });
    }
    return this.latest.clusters;
  }

  /**
   * The cluster of that name. A name from outside is only ever compared, so that it cannot become part of a request.
   *
   * @throws NotFoundError when there is none.
   */
  async get(name: string): Promise<KnownCluster> {
    const clusters = await this.list();
    const cluster = clusters.find(candidate => candidate.name === name);
    if (!cluster) {
      throw new NotFoundError(
        `The kubernetes plugin knows no cluster ${JSON.stringify(name)}`,
      );
    }
    return cluster;
  }

  /**
   * The cluster of that name, for reading or writing.
   *
   * @throws NotFoundError when there is none, ClusterError when it needs a person's token.
   */
  async getEvaluable(name: string): Promise<EvaluableCluster> {
    const cluster = await this.get(name);
    if (!cluster.evaluable) {
      throw new ClusterError(cluster.reason);
    }
    return cluster;
  }

  private async ask(): Promise<KnownCluster[]> {
    const answer = await this.plugin.request({
      method: 'GET',
      path: '/clusters',
    });
    if (!answer.ok) {
      throw new ClusterError(
        `The kubernetes plugin did not list its clusters: ${answer.failure.message}. Is it installed?`,
      );
    }
    const parsed = clustersSchema.safeParse(answer.value.body);
    if (!parsed.success) {
      throw new ClusterError(
        `The kubernetes plugin did not list its clusters: ${z.prettifyError(
          parsed.error,
        )}`,
      );
    }
    const { items } = parsed.data;
    const isAmbiguous = (name: string) =>
      items.filter(item => item.name === name).length > 1;
    return items.map(({ name, title = name, authProvider }) =>
      authProvider && USER_TOKEN_PROVIDERS.includes(authProvider)
        ? {
            name,
            title,
            evaluable: false,
            reason: `Cluster ${name} signs in with ${authProvider}, which needs a person's own token; give the kubernetes plugin a service account for it`,
          }
        : {
            name,
            title,
            evaluable: true,
            reader: new ClusterReader(this.plugin, { name, authProvider }),
            ...(isAmbiguous(name)
              ? ambiguous(name)
              : this.writersOf({ name, authProvider })),
          },
    );
  }
}

/** What is read of the first one says nothing about where a writer of that name would write. */
function ambiguous(name: string): ClusterWriters {
  const because = `Cluster ${name} is read only here: the kubernetes plugin lists more than one cluster of that name`;
  return {
    writing: { possible: false, because },
    walkthrough: { possible: false, because },
  };
}
