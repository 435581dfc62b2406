import { json, Request, Response, Router } from 'express';
import {
  FakeObject,
  Fault,
  selected,
  isOptional,
  notFound,
  refuse,
  SeenRequest,
  unknownPath,
} from './fakeObjects';
import { FakeList, FakeStore, typeOf } from './FakeStore';

/**
 * Enough of an API server to be read and written through the kubernetes plugin's proxy: objects in memory, pages, watches,
 * creation, replacement by version with managers, preconditions and dry run. What it cannot do, the journey on real clusters proves.
 */
export class FakeCluster extends FakeStore {
  readonly requests = new Array<SeenRequest>();
  /** Policies of the whole cluster are there only where they are installed: the plurals that are. */
  readonly installed = new Set<string>();
  /** Fails the requests that it returns something for. */
  fault: (request: SeenRequest) => Fault | undefined = () => undefined;
  /** Holds up the answers to requests that it returns something for. */
  delay: (request: SeenRequest) => Promise<void> | undefined = () => undefined;
  /** Holds up answers that were made already. */
  holdAnswer: (request: SeenRequest) => Promise<void> | undefined = () =>
    undefined;
  /** Takes the controllers' part after a write. */
  afterCreate: (object: FakeObject, plural: string) => void = () => {};
  /** Lists of which not all pages were given yet, as they were when the first one was. */
  private readonly lists = new Map<string, FakeList>();

  /** The requests that would have changed something. */
  get writes(): SeenRequest[] {
    return this.requests.filter(
      ({ method, query }) => method !== 'GET' && query.dryRun !== 'All',
    );
  }

  get router(): Router {
    const router = Router();
    router.use(json({ type: () => true }));
    const prefix = '/(api/v1|apis/[^/]+/[^/]+)';
    router.get(prefix, (request, response) => this.discover(request, response));
    router.get('/version', (request, response) =>
      this.answer(request, response),
    );
    for (const path of [
      `${prefix}/namespaces/:namespace/:plural/:name?`,
      `${prefix}/:plural/:name?`,
    ]) {
      router.all(path, (request, response) => this.answer(request, response));
    }
    return router;
  }

  private discover(request: Request, response: Response) {
    const { method, headers, query, body } = request;
    this.requests.push({ method, plural: '', headers, query, body });
    if (isOptional(request.path) && this.installed.size === 0) {
      unknownPath(response);
    } else {
      response.json({
        kind: 'APIResourceList',
        resources: [...this.installed].map(name => ({ name })),
      });
    }
  }

  private async answer(request: Request, response: Response) {
    const { plural, namespace, name } = request.params;
    const { method, headers, query, body } = request;
    const seen: SeenRequest = {
      method,
      plural,
      namespace,
      name,
      headers,
      query,
      body,
    };
    this.requests.push(seen);
    const delay = this.delay(seen);
    if (delay) {
      await delay;
    }
    const fault = this.fault(seen);
    if (fault === 'hang') {
      return;
    }
    if (fault) {
      refuse(response, fault);
      return;
    }
    if (!plural) {
      response.json({ major: '1', minor: '37' });
      return;
    }
    if (isOptional(request.path) && !this.installed.has(plural)) {
      unknownPath(response);
      return;
    }
    if (method === 'GET' && query.watch) {
      this.watches.serve(response, seen, object => selected(object, seen));
      return;
    }
    if (method === 'GET' && !name) {
      await this.list(response, seen);
      return;
    }
    const object = this.find(plural, name ?? body.metadata?.name, namespace);
    const dryRun = query.dryRun === 'All';
    if (method === 'GET') {
      if (object) {
        response.json(object);
      } else {
        refuse(response, notFound(plural, name));
      }
    } else if (method === 'POST') {
      if (object) {
        refuse(response, {
          code: 409,
          reason: 'AlreadyExists',
          message: `${plural} "${body.metadata.name}" already exists`,
        });
        return;
      }
      this.write(response, seen, managed(body, query), {
        created: true,
        dryRun,
      });
    } else if (method === 'PUT') {
      this.replace(response, seen, object, dryRun);
    } else {
      this.delete(response, seen, object, dryRun);
    }
  }

  private async list(response: Response, seen: SeenRequest) {
    const { plural, query } = seen;
    const { kind, apiVersion } = typeOf(plural);
    const key = `${plural} ${seen.namespace} ${query.labelSelector}`;
    const list = (query.continue && this.lists.get(key)) || this.listed(seen);
    const start = Number(query.continue ?? 0);
    const end = query.limit ? start + Number(query.limit) : list.objects.length;
    const isLast = end >= list.objects.length;
    if (isLast) {
      this.lists.delete(key);
    } else {
      this.lists.set(key, list);
    }
    const answer = {
      kind: `${kind}List`,
      apiVersion,
      metadata: {
        resourceVersion: String(list.version),
        ...(!isLast && { continue: String(end) }),
      },
      // Items of a list do not say what they are.
      items: list.objects
        .slice(start, end)
        .map(object => ({ ...object, kind: undefined, apiVersion: undefined })),
    };
    await this.holdAnswer(seen);
    response.json(answer);
  }

  private replace(
    response: Response,
    seen: SeenRequest,
    existing: FakeObject | undefined,
    dryRun: boolean,
  ) {
    const { uid, resourceVersion } = seen.body.metadata;
    if (!existing) {
      refuse(response, notFound(seen.plural, seen.name));
      return;
    }
    const { metadata } = existing;
    if (
      (uid && uid !== metadata.uid) ||
      (resourceVersion && resourceVersion !== metadata.resourceVersion)
    ) {
      refuse(response, {
        code: 409,
        reason: 'Conflict',
        message: 'the object has been modified',
      });
      return;
    }
    this.write(response, seen, managed(seen.body, seen.query), {
      created: false,
      dryRun,
    });
  }

  private write(
    response: Response,
    { plural }: SeenRequest,
    object: FakeObject,
    { created, dryRun }: { created: boolean; dryRun: boolean },
  ) {
    if (!dryRun) {
      this.put(plural, object);
    }
    const { name, namespace } = object.metadata;
    const stored = dryRun ? object : this.find(plural, name, namespace);
    if (!dryRun && stored) {
      this.afterCreate(stored, plural);
    }
    response.status(created ? 201 : 200).json(stored);
  }

  private delete(
    response: Response,
    { plural, name, namespace, body }: SeenRequest,
    object: FakeObject | undefined,
    dryRun: boolean,
  ) {
    if (!object) {
      refuse(response, notFound(plural, name));
      return;
    }
    const { uid, resourceVersion } = body.preconditions ?? {};
    if (
      (uid && uid !== object.metadata.uid) ||
      (resourceVersion && resourceVersion !== object.metadata.resourceVersion)
    ) {
      refuse(response, {
        code: 409,
        reason: 'Conflict',
        message: 'Precondition failed',
      });
      return;
    }
    if (!dryRun) {
      this.remove(plural, name ?? '', namespace);
    }
    response.json({ kind: 'Status', status: 'Success' });
  }
}

/** An object whose spec was just written by the manager of a request. */
function managed(object: FakeObject, query: SeenRequest['query']): FakeObject {
  const manager = String(query.fieldManager);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      managedFields: [
        { manager, time: '2026-11-22T10:00:00Z', fieldsV1: { 'f:spec': {} } },
      ],
    },
  };
}
