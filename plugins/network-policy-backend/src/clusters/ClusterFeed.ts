import { AnswerBody } from './AnswerBody';
import { ClusterAnswer } from './clusterFailure';
import { ClusterProxy } from './ClusterProxy';
import { StreamReader } from './HttpClient';
import { StreamEnd } from './readChunks';
import { resourcePath, ResourceType } from './resources';

/**
 * Objects of one type: of the whole cluster, or of a namespace, and with a selector only some of them.
 */
export interface Collection {
  type: ResourceType;
  namespace?: string;
  labelSelector?: string;
}

/**
 * Collections of a cluster, read while they come: a cluster has more objects than may be in memory at once.
 */
export class ClusterFeed {
  constructor(private readonly proxy: ClusterProxy) {}

  /** One page of a list, to be read while it comes. */
  async page(
    collection: Collection,
    {
      size,
      from,
      signal,
    }: { size: number; from?: string; signal: AbortSignal },
  ): Promise<ClusterAnswer<AnswerBody>> {
    const answer = await this.proxy.open({
      ...requestOf(collection, {
        limit: String(size),
        ...(from && { continue: from }),
      }),
      signal,
    });
    return answer.ok ? { ok: true, value: answer.value.body } : answer;
  }

  /** The events since a version, each a line of JSON. */
  async watch(
    collection: Collection,
    {
      version,
      timeoutSeconds,
      signal,
      ...reader
    }: StreamReader & {
      version: string;
      timeoutSeconds: number;
      signal: AbortSignal;
    },
  ): Promise<ClusterAnswer<StreamEnd>> {
    return this.proxy.stream(
      {
        ...requestOf(collection, {
          watch: 'true',
          resourceVersion: version,
          allowWatchBookmarks: 'true',
          timeoutSeconds: String(timeoutSeconds),
        }),
        // Compression would hold back what it could still make shorter.
        headers: { 'Accept-Encoding': 'identity' },
        signal,
      },
      reader,
    );
  }
}

function requestOf(
  { type, namespace, labelSelector }: Collection,
  query: Record<string, string>,
) {
  return {
    method: 'GET' as const,
    path: resourcePath(type, { namespace }),
    query: new URLSearchParams({
      ...query,
      ...(labelSelector && { labelSelector }),
    }),
  };
}
