import { z } from 'zod';
import { ApiServer } from './ApiServer';
import { ClusterAnswer } from './clusterFailure';
import { notUnderstood } from './parseObject';
import { resourcePath, ResourceType } from './resources';

const PAGE_SIZE = 500;

const listSchema = z.looseObject({
  metadata: z.looseObject({ continue: z.string().optional() }).optional(),
  items: z
    .array(z.unknown())
    .nullish()
    .transform(items => items ?? []),
});

export interface ListOptions {
  namespace?: string;
  labelSelector?: string;
  fieldSelector?: string;
  signal?: AbortSignal;
}

/**
 * All objects of a type, page by page. Objects are returned as they came: one that is not understood must not hide
 * the others.
 */
export async function listObjects(
  server: ApiServer,
  type: ResourceType,
  options: ListOptions,
): Promise<ClusterAnswer<unknown[]>> {
  const answer = await listPages(server, type, options, PAGE_SIZE);
  // A page token expires when the list takes too long: one list without pages is slower, but complete.
  return !answer.ok && answer.failure.kind === 'expired'
    ? listPages(server, type, options)
    : answer;
}

async function listPages(
  server: ApiServer,
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
    const answer = await server.request({
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
