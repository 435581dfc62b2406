import { fieldManager } from 'backstage-plugin-network-policy-common';
import { z } from 'zod';
import { ClusterAnswer, unreachable } from './clusterFailure';
import { ClusterFeed } from './ClusterFeed';
import { ClusterProxy } from './ClusterProxy';
import { KubernetesPlugin } from './KubernetesPlugin';
import {
  KubernetesObject,
  kubernetesObjectSchema,
  Manifest,
} from './kubernetesObject';
import {
  ObjectLocation,
  resourcePath,
  ResourceType,
  versionPath,
} from './resources';

const PAGE_SIZE = 500;

const listSchema = z.looseObject({
  metadata: z.looseObject({ continue: z.string().optional() }).optional(),
  items: z
    .array(z.unknown())
    .nullish()
    .transform(items => items ?? []),
});

const servedSchema = z.looseObject({
  resources: z.array(z.looseObject({ name: z.string() })),
});

export interface ListOptions {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  signal?: AbortSignal;
}

export interface WriteOptions {
  /** Let the API server check everything and store nothing. */
  dryRun?: boolean;
  signal?: AbortSignal;
}

export interface DeleteOptions extends WriteOptions {
  /** Delete only this very object, in case the name was taken by another one meanwhile. */
  uid?: string;
  /** Delete only if nobody has changed it. */
  resourceVersion?: string;
}

/**
 * One cluster through the proxy of the kubernetes plugin.
 */
export class ClusterClient {
  /** Whole collections, read piece by piece. */
  readonly feed: ClusterFeed;
  private readonly proxy: ClusterProxy;
  private knocking: Promise<ClusterAnswer<unknown>> | undefined;

  constructor(
    plugin: KubernetesPlugin,
    cluster: { name: string; authProvider?: string },
  ) {
    this.proxy = new ClusterProxy(plugin, cluster);
    this.feed = new ClusterFeed(this.proxy);
  }

  /**
   * All objects of a type, page by page. Objects are returned as they came: one that is not understood must not hide
   * the others.
   */
  async list(
    type: ResourceType,
    options: ListOptions = {},
  ): Promise<ClusterAnswer<unknown[]>> {
    const answer = await this.listPages(type, options, PAGE_SIZE);
    // A page token expires when the list takes too long: one list without pages is slower, but complete.
    return !answer.ok && answer.failure.kind === 'expired'
      ? this.listPages(type, options)
      : answer;
  }

  /**
   * Whether the cluster has a type at all. Who may not list a type is refused whether there is one or not; this
   * everybody may ask.
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

  /** Whether the API server answers at all. Who asks while somebody has asked shares the answer. */
  knock(): Promise<ClusterAnswer<unknown>> {
    this.knocking ??= this.proxy
      .request({ method: 'GET', path: '/version' })
      .finally(() => {
        this.knocking = undefined;
      });
    return this.knocking;
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

  /** Server-side apply as our own field manager, never with force. */
  async apply(
    type: ResourceType,
    manifest: Manifest,
    options: WriteOptions = {},
  ): Promise<ClusterAnswer<{ object: KubernetesObject; created: boolean }>> {
    const answer = await this.proxy.request({
      method: 'PATCH',
      path: resourcePath(type, manifest.metadata),
      query: writeQuery({ fieldManager, force: 'false' }, options),
      headers: { 'Content-Type': 'application/apply-patch+yaml' },
      body: manifest,
      signal: options.signal,
    });
    if (!answer.ok) {
      return answer;
    }
    const object = parseObject(answer.value.body);
    return object.ok
      ? {
          ok: true,
          value: { object: object.value, created: answer.value.created },
        }
      : object;
  }

  /** Creates an object that must not exist yet. */
  async create(
    type: ResourceType,
    manifest: Manifest,
    options: WriteOptions = {},
  ): Promise<ClusterAnswer<KubernetesObject>> {
    const { namespace } = manifest.metadata;
    const answer = await this.proxy.request({
      method: 'POST',
      path: resourcePath(type, { namespace }),
      query: writeQuery({ fieldManager }, options),
      body: manifest,
      signal: options.signal,
    });
    return answer.ok ? parseObject(answer.value.body) : answer;
  }

  /** Deletes one object and, in the background, what it owns. */
  async delete(
    type: ResourceType,
    location: ObjectLocation,
    { uid, resourceVersion, ...options }: DeleteOptions = {},
  ): Promise<ClusterAnswer<void>> {
    const answer = await this.proxy.request({
      method: 'DELETE',
      path: resourcePath(type, location),
      query: writeQuery({}, options),
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        propagationPolicy: 'Background',
        preconditions: { uid, resourceVersion },
      },
      signal: options.signal,
    });
    return answer.ok ? { ok: true, value: undefined } : answer;
  }

  private async listPages(
    type: ResourceType,
    { namespace, labelSelector, fieldSelector, signal }: ListOptions,
    pageSize?: number,
  ): Promise<ClusterAnswer<unknown[]>> {
    const items = new Array<unknown>();
    let next: string | undefined;
    do {
      const query = new URLSearchParams({
        ...(pageSize && { limit: String(pageSize) }),
        ...(labelSelector && { labelSelector }),
        ...(fieldSelector && { fieldSelector }),
        ...(next && { continue: next }),
      });
      const answer = await this.proxy.request({
        method: 'GET',
        path: resourcePath(type, { namespace }),
        query,
        signal,
      });
      if (!answer.ok) {
        return answer;
      }
      const page = listSchema.safeParse(answer.value.body);
      if (!page.success) {
        return notUnderstood('a list');
      }
      items.push(...page.data.items);
      next = page.data.metadata?.continue;
    } while (next);
    return { ok: true, value: items };
  }
}

function writeQuery(
  parameters: Record<string, string>,
  { dryRun }: WriteOptions,
): URLSearchParams {
  return new URLSearchParams({
    ...parameters,
    ...(dryRun && { dryRun: 'All' }),
  });
}

function parseObject(body: unknown): ClusterAnswer<KubernetesObject> {
  const parsed = kubernetesObjectSchema.safeParse(body);
  return parsed.success
    ? { ok: true, value: parsed.data }
    : notUnderstood('an object');
}

function notUnderstood(expected: string): ClusterAnswer<never> {
  return {
    ok: false,
    failure: unreachable(`answered with something that is not ${expected}`),
  };
}
