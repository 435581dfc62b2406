import {
  flattenLists,
  JsonScanner,
} from 'backstage-plugin-network-policy-common';
import { Limit } from 'p-limit';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { AnswerBody } from '../clusters/AnswerBody';
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
 * Reads a list page by page, and each page while it comes, so that neither the objects nor the text of as much as a page
 * are ever in memory. While a page is read, the next one is on its way.
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
  const { pageSize: size, onObject } = options;
  // What is on its way when reading fails is not waited for.
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const ask = (from?: string) =>
    opened(limit, () => feed.page(collection, { size, from, signal }));
  const scanner = new JsonScanner();
  let version = '';
  try {
    for (let page: ReturnType<typeof ask> | undefined = ask(); page; ) {
      const answer = await page;
      page = undefined;
      if (!answer.ok) {
        return answer;
      }
      let isFirst = true;
      for await (const piece of piecesOf(answer.value, scanner)) {
        if (!piece.ok) {
          return piece;
        }
        if (isFirst) {
          const list = listSchema.safeParse(piece.value);
          if (!list.success) {
            return notAList();
          }
          const { resourceVersion, continue: next } = list.data.metadata;
          version = resourceVersion;
          page = next ? ask(next) : undefined;
          isFirst = false;
        }
        for (const raw of flattenLists(piece.value)) {
          onObject(raw);
        }
        // Other requests must not wait for a long list.
        await setImmediate();
      }
    }
    return { ok: true, value: { version } };
  } finally {
    stop.abort();
  }
}

/** An answer that has begun. Until it was read, it counts as one of those that are asked for at once. */
function opened(
  limit: Limit,
  open: () => Promise<ClusterAnswer<AnswerBody>>,
): Promise<ClusterAnswer<AnswerBody>> {
  return new Promise((resolve, reject) => {
    limit(async () => {
      const answer = await open();
      resolve(answer);
      if (answer.ok) {
        await answer.value.closed;
      }
    }).catch(reject);
  });
}

/** The pieces of a page as it comes; at last why there are no more, if it is not its end. */
async function* piecesOf(
  body: AnswerBody,
  scanner: JsonScanner,
): AsyncGenerator<ClusterAnswer<unknown>, void> {
  try {
    for (;;) {
      const chunk = await body.next();
      if (!chunk.ok) {
        yield chunk;
        return;
      }
      const pieces = chunk.value ? scanner.push(chunk.value) : scanner.end();
      for (const value of pieces) {
        yield { ok: true, value };
      }
      if (!chunk.value) {
        return;
      }
    }
  } catch {
    yield notAList();
  }
}

function notAList(): ClusterAnswer<never> {
  return {
    ok: false,
    failure: unreachable('answered with something that is not a list'),
  };
}
