import {
  flattenLists,
  jsonPieces,
} from 'backstage-plugin-network-policy-common';
import { Limit } from 'p-limit';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { ClusterFeed, Collection } from '../clusters/ClusterFeed';
import { ClusterAnswer, unreachable } from '../clusters/clusterFailure';

const listSchema = z.looseObject({
  kind: z.string().regex(/List$/),
  metadata: z.looseObject({
    resourceVersion: z.string(),
    continue: z.string().optional(),
  }),
});

/**
 * Reads a list page by page, and of each page one piece after the other, so that neither the objects nor the text of the
 * whole list is ever in memory. While a page is read, the next one is on its way.
 *
 * @returns the version of the list, from which it can be watched
 */
export async function readList(
  { feed, limit }: { feed: ClusterFeed; limit: Limit },
  collection: Collection,
  options: {
    pageSize: number;
    onObject: (raw: unknown) => void;
    signal: AbortSignal;
  },
): Promise<ClusterAnswer<{ version: string }>> {
  const { pageSize: size, onObject, signal } = options;
  const ask = (from?: string) =>
    limit(() => feed.page(collection, { size, from, signal }));
  let version = '';
  for (let page: ReturnType<typeof ask> | undefined = ask(); page; ) {
    const answer = await page;
    page = undefined;
    if (!answer.ok) {
      return answer;
    }
    let isFirst = true;
    for (const piece of piecesOf(answer.value)) {
      if (isFirst) {
        const list = listSchema.safeParse(piece);
        if (!list.success) {
          return notAList();
        }
        const { resourceVersion, continue: next } = list.data.metadata;
        version = resourceVersion;
        page = next ? ask(next) : undefined;
        isFirst = false;
      }
      if (piece === undefined) {
        return notAList();
      }
      for (const raw of flattenLists(piece)) {
        onObject(raw);
      }
      // Other requests must not wait for a long list.
      await setImmediate();
    }
  }
  return { ok: true, value: { version } };
}

/** The pieces of a list; at last `undefined` where the text is none. */
function* piecesOf(text: string): Generator<unknown, void> {
  try {
    yield* jsonPieces(text);
  } catch {
    yield undefined;
  }
}

function notAList(): ClusterAnswer<never> {
  return {
    ok: false,
    failure: unreachable('answered with something that is not a list'),
  };
}
