import { z } from 'zod';
import { ClusterFailure, parseFailure } from '../clusters/clusterFailure';
import { resourceVersionOf } from './resourceVersion';

/**
 * What a watch says in one line. `version` is where to go on after it.
 */
export type WatchEvent =
  | { type: 'set' | 'gone'; object: unknown; version: string | undefined }
  | { type: 'bookmark'; version: string | undefined }
  | { type: 'failure'; failure: ClusterFailure };

const eventSchema = z.object({
  type: z.enum(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']),
  object: z.unknown(),
});

const codeSchema = z.object({ code: z.number() });

/**
 * Reads a line of a watch.
 *
 * @throws Error for what is no event: something may have been missed then.
 */
export function readWatchEvent(line: string): WatchEvent {
  const parsed = eventSchema.safeParse(parseJson(line));
  if (!parsed.success) {
    throw new Error('answered with something that is not a watch');
  }
  const { type, object } = parsed.data;
  switch (type) {
    case 'ERROR': {
      const code = codeSchema.safeParse(object).data?.code ?? 500;
      return { type: 'failure', failure: parseFailure(code, object) };
    }
    case 'BOOKMARK':
      return { type: 'bookmark', version: resourceVersionOf(object) };
    default:
      return {
        type: type === 'DELETED' ? 'gone' : 'set',
        object,
        version: resourceVersionOf(object),
      };
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
