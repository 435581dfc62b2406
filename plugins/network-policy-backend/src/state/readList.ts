import {
  flattenLists,
  JsonScanner,
} from 'backstage-plugin-network-policy-common';
import { Limit } from 'p-limit';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { AnswerBody } from '../clusters/AnswerBody';
import { ClusterFeed, Collection } from '../clusters/ClusterFeed';
import {
  ClusterAnswer,
  ClusterFailure,
  unreachable,
} from '../clusters/clusterFailure';

const listSchema = z.looseObject({
  kind: z.string().regex(/List$/),
  metadata: z.looseObject({
    resourceVersion: z.string(),
    continue: z.string().optional(),
  }),
});

const notAList = unreachable('answered with something that is not a list');

/** How many requests and how much reading may be done at a time. */
export interface ListLimits {
  /** Requests to this cluster. */
  requests: Limit;
  /**
   * Pages that are being read, of all clusters. A page takes its turn when its answer has begun, so a cluster that does
   * not answer holds up no other.
   */
  pages: Limit;
}

/**
 * Reads a list page by page, and each page while it comes. Neither the objects nor the text of a whole page are ever in
 * memory. While a page is read, the next one is on its way.
 *
 * @returns the version of the list, from which it can be watched
 */
export async function readList(
  { feed, limits }: { feed: ClusterFeed; limits: ListLimits },
  collection: Collection,
  options: {
    pageSize: number;
    onObject: (raw: unknown) => void;
    signal: AbortSignal;
  },
): Promise<ClusterAnswer<{ version: string }>> {
  const { pageSize: size, onObject } = options;
  // A page that is on its way when reading fails is not waited for.
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const ask = (from?: string) =>
    opened(limits.requests, () =>
      feed.page(collection, { size, from, signal }),
    );
  const scanner = new JsonScanner();
  let version = '';
  let next: ReturnType<typeof ask> | undefined = ask();
  const onHead = (head: z.output<typeof listSchema>['metadata']) => {
    version = head.resourceVersion;
    next = head.continue ? ask(head.continue) : undefined;
  };
  try {
    while (next) {
      const answer: Awaited<ReturnType<typeof ask>> = await next;
      next = undefined;
      if (!answer.ok) {
        return answer;
      }
      const failure = await limits.pages(() =>
        readPage(answer.value, { scanner, onHead, onObject }),
      );
      if (failure) {
        return { ok: false, failure };
      }
    }
    return { ok: true, value: { version } };
  } finally {
    stop.abort();
  }
}

/** Reads a page to its end, or returns why that is not possible. */
async function readPage(
  body: AnswerBody,
  {
    scanner,
    onHead,
    onObject,
  }: {
    scanner: JsonScanner;
    onHead: (head: z.output<typeof listSchema>['metadata']) => void;
    onObject: (raw: unknown) => void;
  },
): Promise<ClusterFailure | undefined> {
  let isFirst = true;
  for await (const piece of piecesOf(body, scanner)) {
    if (!piece.ok) {
      return piece.failure;
    }
    if (isFirst) {
      const list = listSchema.safeParse(piece.value);
      if (!list.success) {
        return notAList;
      }
      onHead(list.data.metadata);
      isFirst = false;
    }
    for (const raw of flattenLists(piece.value)) {
      onObject(raw);
    }
    // Other requests must not wait for a long list.
    await setImmediate();
  }
  return undefined;
}

/** An answer that has begun. It counts as one of the requests at a time until it was read. */
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

/** The pieces of a page as it comes. If they end before the page does, the last one says why. */
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
    yield { ok: false, failure: notAList };
  }
}
