import { json, Request, Response, Router } from 'express';
import {
  FakeObject,
  Fault,
  keyOf,
  isOptional,
  notFound,
  refuse,
  SeenRequest,
  unknownPath,
} from './fakeObjects';

/**
 * Enough of an API server to be read and written through the kubernetes plugin's proxy: objects in memory, pages,
 * server-side apply with managers, preconditions and dry run. What it cannot do, the journey on real clusters proves.
 */
export class FakeCluster {
  readonly requests = new Array<SeenRequest>();
  /** Policies of the whole cluster are there only where they are installed: the plurals that are. */
  readonly installed = new Set<string>();
  /** Fails the requests that it returns something for. */
  fault: (request: SeenRequest) => Fault | undefined = () => undefined;
  /** Takes the controllers' part after a write. */
  afterCreate: (object: FakeObject, plural: string) => void = () => {};
  private readonly objects = new Map<string, FakeObject>();
  private version = 100;

  put(plural: string, object: FakeObject): this {
    const { namespace, name, ...metadata } = object.metadata;
    this.version += 1;
    this.objects.set(keyOf(plural, namespace, name), {
      ...object,
      metadata: {
        uid: `uid-of-${name}`,
        ...metadata,
        name,
        namespace,
        resourceVersion: String(this.version),
      },
    });
    return this;
  }

  find(plural: string, name: string, namespace?: string) {
    return this.objects.get(keyOf(plural, namespace, name));
  }

  remove(plural: string, name: string, namespace?: string) {
    this.objects.delete(keyOf(plural, namespace, name));
  }

  all(plural: string, namespace?: string): FakeObject[] {
    return [...this.objects]
      .filter(([key]) => key.startsWith(`${plural}/`))
      .map(([, object]) => object)
      .filter(({ metadata }) => !namespace || metadata.namespace === namespace);
  }

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

  private answer(request: Request, response: Response) {
    const { plural, namespace, name } = request.params;
    const { method, headers, query, body } = request;
    const seen = { method, plural, namespace, name, headers, query, body };
    this.requests.push(seen);
    const fault = this.fault(seen);
    if (fault === 'hang') {
      return;
    }
    if (fault) {
      refuse(response, fault);
      return;
    }
    if (isOptional(request.path) && !this.installed.has(plural)) {
      unknownPath(response);
      return;
    }
    if (method === 'GET' && !name) {
      this.list(response, seen);
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
      this.write(response, seen, body, { created: true, dryRun });
    } else if (method === 'PATCH') {
      this.apply(response, seen, object, dryRun);
    } else {
      this.delete(response, seen, object, dryRun);
    }
  }

  private list(response: Response, { plural, namespace, query }: SeenRequest) {
    const [key, value] = String(query.labelSelector ?? '').split('=');
    const all = this.all(plural, namespace).filter(
      ({ metadata }) => !key || metadata.labels?.[key] === value,
    );
    const start = Number(query.continue ?? 0);
    const end = query.limit ? start + Number(query.limit) : all.length;
    response.json({
      metadata: end < all.length ? { continue: String(end) } : {},
      items: all.slice(start, end),
    });
  }

  private apply(
    response: Response,
    seen: SeenRequest,
    existing: FakeObject | undefined,
    dryRun: boolean,
  ) {
    const { resourceVersion } = seen.body.metadata;
    if (
      existing &&
      resourceVersion &&
      resourceVersion !== existing.metadata.resourceVersion
    ) {
      refuse(response, {
        code: 409,
        reason: 'Conflict',
        message: 'the object has been modified',
      });
      return;
    }
    const manager = String(seen.query.fieldManager);
    const others = (existing?.metadata.managedFields ?? []).filter(
      entry => entry.manager !== manager && 'f:spec' in entry.fieldsV1,
    );
    if (others.length > 0) {
      refuse(
        response,
        { code: 409, reason: 'Conflict', message: 'Apply failed' },
        others.map(other => ({
          reason: 'FieldManagerConflict',
          message: `conflict with "${other.manager}" using networking.k8s.io/v1`,
        })),
      );
      return;
    }
    const managedFields = [
      { manager, time: '2026-11-22T10:00:00Z', fieldsV1: { 'f:spec': {} } },
    ];
    this.write(
      response,
      seen,
      {
        ...existing,
        ...seen.body,
        metadata: {
          ...existing?.metadata,
          ...seen.body.metadata,
          managedFields,
        },
      },
      { created: !existing, dryRun },
    );
  }

  private write(
    response: Response,
    { plural }: SeenRequest,
    object: FakeObject,
    { created, dryRun }: { created: boolean; dryRun: boolean },
  ) {
    if (!dryRun) {
      this.put(plural, object);
      this.afterCreate(object, plural);
    }
    response.status(created ? 201 : 200).json(object);
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
      this.objects.delete(keyOf(plural, namespace, name ?? ''));
    }
    response.json({ kind: 'Status', status: 'Success' });
  }
}
