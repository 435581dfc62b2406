import { z } from 'zod';
import { ClusterAnswer } from './clusterFailure';
import { ClusterFeed } from './ClusterFeed';
import { ClusterProxy } from './ClusterProxy';
import { KubernetesPlugin } from './KubernetesPlugin';
import { KubernetesObject } from './kubernetesObject';
import { listObjects, ListOptions } from './listObjects';
import { notUnderstood, parseObject } from './parseObject';
import {
  ObjectLocation,
  resourcePath,
  ResourceType,
  versionPath,
} from './resources';

const servedSchema = z.looseObject({
  resources: z.array(z.looseObject({ name: z.string() })),
});

/**
 * One cluster through the proxy of the kubernetes plugin, whose account lists and watches. It has no way to write.
 */
export class ClusterReader {
  /** Whole collections, read piece by piece. */
  readonly feed: ClusterFeed;
  private readonly proxy: ClusterProxy;
  private checking: Promise<ClusterAnswer<unknown>> | undefined;

  constructor(
    plugin: KubernetesPlugin,
    cluster: { name: string; authProvider?: string },
  ) {
    this.proxy = new ClusterProxy(plugin, cluster);
    this.feed = new ClusterFeed(this.proxy);
  }

  /** All objects of a type, in a namespace or in all. */
  list(
    type: ResourceType,
    options: ListOptions = {},
  ): Promise<ClusterAnswer<unknown[]>> {
    return listObjects(this.proxy, type, options);
  }

  /**
   * Whether the cluster serves a type. Every account may ask this; a list of a type without the right to list it is
   * refused whether the type exists or not.
   */
  async serves(type: ResourceType): Promise<ClusterAnswer<boolean>> {
    const answer = await this.proxy.request({
      method: 'GET',
      path: versionPath(type),
    });
    if (!answer.ok) {
      return answer.failure.kind === 'not-found'
        ? { ok: true, value: false }
        : answer;
    }
    const served = servedSchema.safeParse(answer.value.body);
    return served.success
      ? {
          ok: true,
          value: served.data.resources.some(({ name }) => name === type.plural),
        }
      : notUnderstood('a list of what it serves');
  }

  /** Whether the API server answers at all. Callers at the same time share one request. */
  checkVersion(): Promise<ClusterAnswer<unknown>> {
    this.checking ??= this.proxy
      .request({ method: 'GET', path: '/version' })
      .finally(() => {
        this.checking = undefined;
      });
    return this.checking;
  }

  /** One object. */
  async get(
    type: ResourceType,
    location: ObjectLocation,
    options: { signal?: AbortSignal } = {},
  ): Promise<ClusterAnswer<KubernetesObject>> {
    const answer = await this.proxy.request({
      method: 'GET',
      path: resourcePath(type, location),
      signal: options.signal,
    });
    return answer.ok ? parseObject(answer.value.body) : answer;
  }
}
