import { z } from 'zod';
import { KubernetesObject } from '../kinds/metadata';
import { apiVersionOf, ResourceDefinition } from '../storage/registry';
import { parseFieldSelector, parseLabelSelector } from '../storage/selectors';
import { ObjectStore } from '../storage/store';
import { ApiError, badRequest, expired } from './status';

export interface ObjectList {
  kind: string;
  apiVersion: string;
  metadata: {
    resourceVersion: string;
    continue?: string;
    remainingItemCount?: number;
  };
  items: KubernetesObject[];
}

/** Whether an object is among those that a query's selectors ask for. */
export function parseSelectors(
  query: URLSearchParams,
  kind: string,
): (object: KubernetesObject) => boolean {
  const byLabels = parseLabelSelector(query.get('labelSelector'));
  const byFields = parseFieldSelector(query.get('fieldSelector'), kind);
  return object => byLabels(object.metadata.labels ?? {}) && byFields(object);
}

const continueSchema = z.object({
  /** Revision of the first page; 0 where a client goes on inconsistently. */
  revision: z.number(),
  /** Namespace and name of the last item given out. */
  after: z.tuple([z.string(), z.string()]),
});

type Continue = z.infer<typeof continueSchema>;

function encodeContinue(token: Continue): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function decodeContinue(token: string): Continue {
  try {
    const text = Buffer.from(token, 'base64url').toString('utf8');
    return continueSchema.parse(JSON.parse(text));
  } catch {
    throw badRequest(
      'continue key is not valid: it was not made by this server',
    );
  }
}

/** Parses a `resourceVersion` of a query. */
export function parseRevision(text: string | null): number | undefined {
  if (text === null || text === '') return undefined;
  if (!/^\d+$/.test(text)) {
    throw badRequest(`resourceVersion: Invalid value: "${text}"`);
  }
  return Number(text);
}

/** @throws ApiError 504 when a client is ahead of this server. */
function checkNotAhead(store: ObjectStore, revision: number): void {
  if (revision > store.revision) {
    throw new ApiError(
      504,
      'Timeout',
      `Too large resource version: ${revision}, current: ${store.revision}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
        retryAfterSeconds: 1,
      },
    );
  }
}

function isAfter(object: KubernetesObject, [space, name]: [string, string]) {
  const { namespace = '', name: own } = object.metadata;
  const key = `${namespace}/${own}`;
  return key > `${space}/${name}`;
}

function continued(
  store: ObjectStore,
  definition: ResourceDefinition,
  namespace: string | undefined,
  token: Continue,
): { revision: number; objects: KubernetesObject[] } {
  const { resource } = definition;
  if (token.revision === 0) {
    const { revision } = store;
    return { revision, objects: store.listAt(resource, namespace, revision) };
  }
  try {
    const { revision } = token;
    return { revision, objects: store.listAt(resource, namespace, revision) };
  } catch {
    throw expired(
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
      encodeContinue({ ...token, revision: 0 }),
    );
  }
}

/**
 * Lists a resource as the query asks: selectors, paging, an exact revision.
 *
 * @throws ApiError 410 when the page or revision asked for is forgotten.
 */
export function listObjects(
  store: ObjectStore,
  definition: ResourceDefinition,
  namespace: string | undefined,
  query: URLSearchParams,
): ObjectList {
  const { resource, kind } = definition;
  const selected = parseSelectors(query, kind);
  const token = query.get('continue');
  const asked = parseRevision(query.get('resourceVersion'));
  if (asked !== undefined) checkNotAhead(store, asked);
  const exact = query.get('resourceVersionMatch') === 'Exact';
  let revision = exact && asked ? asked : store.revision;
  let objects: KubernetesObject[];
  if (token) {
    const page = decodeContinue(token);
    ({ revision, objects } = continued(store, definition, namespace, page));
    objects = objects.filter(object => isAfter(object, page.after));
  } else if (exact && asked) {
    objects = store.listAt(resource, namespace, asked);
  } else {
    objects = store.list(resource, namespace);
  }
  const matching = objects.filter(selected);
  const limit = Number(query.get('limit') ?? 0) || matching.length;
  const items = matching.slice(0, limit);
  const last = items[items.length - 1]?.metadata;
  const remaining = matching.length - items.length;
  return {
    kind: `${kind}List`,
    apiVersion: apiVersionOf(definition),
    metadata: {
      resourceVersion: String(revision),
      ...(remaining > 0 && last
        ? {
            continue: encodeContinue({
              revision,
              after: [last.namespace ?? '', last.name],
            }),
            remainingItemCount: remaining,
          }
        : {}),
    },
    items,
  };
}
