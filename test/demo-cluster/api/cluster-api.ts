import { ServerResponse } from 'node:http';
import { ObjectRemover } from '../objects/remover';
import { ObjectWriter, Target, Written } from '../objects/writer';
import { Identity, isAllowed, refusal } from '../rbac/authorizer';
import { answerReview, reviewKinds } from '../rbac/reviews';
import { findResource, ResourceDefinition } from '../storage/registry';
import { ObjectStore } from '../storage/store';
import { readLog } from './log';
import { listObjects, parseSelectors } from './list';
import { removeOptions, writeOptions } from './options';
import { presenterOf, presentList } from './present';
import { ApiRequest, ResourcePath, verbOf } from './request';
import { methodNotAllowed, notFound, Status, unknownPath } from './status';
import { watchObjects } from './watch';

/** An answer; handlers that stream write to the response themselves. */
export interface Answer {
  code: number;
  body: object | string;
  warnings?: string[];
}

export interface ClusterParts {
  store: ObjectStore;
  writer: ObjectWriter;
  remover: ObjectRemover;
  now: () => Date;
  /** What a container of a pod has printed. */
  readLog: (namespace: string, pod: string, container: string) => string;
  bookmarkInterval: number;
}

/** Answers requests for resources, once the asker is known. */
export class ClusterApi {
  constructor(private readonly parts: ClusterParts) {}

  /**
   * @returns undefined when the response is being streamed.
   * @throws ApiError whatever stands against it
   */
  handle(
    request: ApiRequest,
    path: ResourcePath,
    identity: Identity,
    response: ServerResponse,
  ): Answer | undefined {
    const verb = verbOf(request, path);
    const asked = {
      ...path,
      namespace: path.namespace ?? this.ownNamespace(path),
      verb,
    };
    if (!isAllowed(identity, asked)) throw refusal(identity, asked);
    if (reviewKinds[path.resource]?.group === path.group) {
      if (request.method !== 'POST') throw methodNotAllowed();
      const body = answerReview(identity, path.resource, request.body);
      return { code: 201, body };
    }
    const definition = findResource(path.group, path.version, path.resource);
    if (!definition) throw unknownPath();
    if (path.subresource === 'log' && verb === 'get')
      return { code: 200, body: readLog(this.parts, request, path) };
    if (
      path.subresource &&
      !(path.subresource === 'status' && definition.hasStatus)
    ) {
      throw unknownPath();
    }
    if (verb === 'watch') {
      watchObjects(this.parts.store, response, {
        definition,
        namespace: path.namespace,
        query: request.query,
        present: this.presenter(definition, request),
        bookmarkInterval: this.parts.bookmarkInterval,
      });
      return undefined;
    }
    return this.answer(verb, request, path, definition);
  }

  private answer(
    verb: string,
    request: ApiRequest,
    path: ResourcePath,
    definition: ResourceDefinition,
  ): Answer {
    const { store, writer, remover, now } = this.parts;
    const { namespace, name = '' } = path;
    const target: Target = { definition, namespace, name };
    const { query, accept, body } = request;
    switch (verb) {
      case 'get': {
        const found = store.get(definition.resource, namespace, name);
        if (!found) throw notFound(definition, name);
        return { code: 200, body: this.presenter(definition, request)(found) };
      }
      case 'list': {
        const list = listObjects(store, definition, namespace, query);
        return {
          code: 200,
          body: presentList(definition, list, accept, query, now),
        };
      }
      case 'create':
        if (name) throw methodNotAllowed();
        return this.written(
          request,
          definition,
          writer.create(target, body, writeOptions(request, path)),
        );
      case 'update':
        return this.written(
          request,
          definition,
          writer.update(target, body, writeOptions(request, path)),
        );
      case 'patch':
        return this.written(
          request,
          definition,
          writer.patch(
            target,
            request.contentType,
            body,
            writeOptions(request, path),
          ),
        );
      case 'delete':
        return this.removed(
          target,
          remover.remove(target, removeOptions(request)),
          request,
        );
      case 'deletecollection': {
        const list = listObjects(store, definition, namespace, query);
        const selected = parseSelectors(query, definition.kind);
        for (const item of list.items.filter(selected)) {
          const { namespace: space, name: own } = item.metadata;
          remover.remove(
            { definition, namespace: space, name: own },
            removeOptions(request),
          );
        }
        return { code: 200, body: list };
      }
      default:
        throw methodNotAllowed();
    }
  }

  private presenter(definition: ResourceDefinition, request: ApiRequest) {
    const { accept, query } = request;
    return presenterOf(definition, accept, query, this.parts.now);
  }

  private ownNamespace({ resource, name }: ResourcePath): string | undefined {
    return resource === 'namespaces' ? name : undefined;
  }

  private written(
    request: ApiRequest,
    definition: ResourceDefinition,
    { object, created, warnings }: Written,
  ): Answer {
    return {
      code: created ? 201 : 200,
      body: this.presenter(definition, request)(object),
      warnings,
    };
  }

  private removed(
    { definition, name }: Target,
    last: ReturnType<ObjectRemover['remove']>,
    request: ApiRequest,
  ): Answer {
    const { group, resource } = definition;
    if (last.metadata.deletionTimestamp) return { code: 200, body: last };
    const status: Status = {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        ...(group ? { group } : {}),
        kind: resource,
        uid: last.metadata.uid,
      },
    };
    const orphans =
      resource === 'jobs' && !removeOptions(request).propagationPolicy;
    return {
      code: 200,
      body: status,
      warnings: orphans
        ? [
            'child pods are preserved by default when jobs are deleted; set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this warning',
          ]
        : [],
    };
  }
}
