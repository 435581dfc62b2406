import { ServerResponse } from 'node:http';
import { KubernetesObject } from '../kinds/metadata';
import { apiVersionOf, ResourceDefinition } from '../storage/registry';
import { ObjectStore, StoreEvent } from '../storage/store';
import { parseRevision, parseSelectors } from './list';
import { Presenter } from './present';
import { ApiError, Status } from './status';

interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: object | Status;
}

const defaultTimeoutSeconds = 30 * 60;

/** What a change looks like to a watcher who sees only some of the objects. */
function visibleChange(
  event: StoreEvent,
  isVisible: (object: KubernetesObject) => boolean,
):
  | { type: 'ADDED' | 'MODIFIED' | 'DELETED'; object: KubernetesObject }
  | undefined {
  const { object, previous, type } = event;
  const before = previous !== undefined && isVisible(previous);
  const after = type !== 'DELETED' && isVisible(object);
  if (after) return { type: before ? 'MODIFIED' : 'ADDED', object };
  return before ? { type: 'DELETED', object } : undefined;
}

export interface WatchOptions {
  definition: ResourceDefinition;
  namespace?: string;
  query: URLSearchParams;
  present: Presenter;
  /** Milliseconds between bookmarks, for clients that want them. */
  bookmarkInterval: number;
}

/**
 * Streams changes as one JSON object a line until the client or the timeout
 * ends it. A revision that is forgotten is answered by an ERROR event, as the
 * API server does, not by a status code.
 */
export function watchObjects(
  store: ObjectStore,
  response: ServerResponse,
  options: WatchOptions,
): void {
  const { definition, namespace, query, present } = options;
  const selected = parseSelectors(query, definition.kind);
  const from = parseRevision(query.get('resourceVersion')) ?? 0;
  const wantsBookmarks = query.get('allowWatchBookmarks') === 'true';
  const sendsInitial = query.get('sendInitialEvents') === 'true';

  response.writeHead(200, {
    'Content-Type': 'application/json',
    'Cache-Control': 'no-cache, private',
  });
  response.flushHeaders();

  const send = (event: WatchEvent) =>
    response.write(`${JSON.stringify(event)}\n`);
  const bookmark = (annotations?: Record<string, string>) =>
    send({
      type: 'BOOKMARK',
      object: {
        kind: definition.kind,
        apiVersion: apiVersionOf(definition),
        metadata: {
          resourceVersion: String(store.revision),
          creationTimestamp: null,
          ...(annotations ? { annotations } : {}),
        },
      },
    });
  const isVisible = (object: KubernetesObject) =>
    (!namespace || object.metadata.namespace === namespace) && selected(object);
  const forward = (event: StoreEvent) => {
    if (event.resource !== definition.resource) return;
    const change = visibleChange(event, isVisible);
    if (change) send({ type: change.type, object: present(change.object) });
  };

  try {
    if (from === 0 || sendsInitial) {
      for (const object of store.list(definition.resource, namespace)) {
        if (isVisible(object)) send({ type: 'ADDED', object: present(object) });
      }
      if (sendsInitial) bookmark({ 'k8s.io/initial-events-end': 'true' });
    } else {
      store.eventsSince(from).forEach(forward);
    }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    send({ type: 'ERROR', object: error.toStatus() });
    response.end();
    return;
  }

  const unsubscribe = store.subscribe(forward);
  const bookmarks = setInterval(() => {
    if (wantsBookmarks) bookmark();
  }, options.bookmarkInterval);
  const seconds = Number(query.get('timeoutSeconds')) || defaultTimeoutSeconds;
  const end = setTimeout(() => {
    if (wantsBookmarks) bookmark();
    response.end();
  }, seconds * 1000);
  response.on('close', () => {
    unsubscribe();
    clearInterval(bookmarks);
    clearTimeout(end);
  });
}
