import { conflict, notFound } from '../api/status';
import { KubernetesObject } from '../kinds/metadata';
import { definitionOf, resources, ResourceName } from '../storage/registry';
import { ObjectStore } from '../storage/store';
import { checkUid } from './server-fields';
import { Target } from './writer';

/** What happens to the objects that a deleted one owns. */
export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan';

export interface RemoveOptions {
  propagationPolicy?: PropagationPolicy;
  preconditions?: { uid?: string; resourceVersion?: string };
  dryRun?: boolean;
}

/** Deletes objects, with what they own and what a namespace contains. */
export class ObjectRemover {
  constructor(
    private readonly store: ObjectStore,
    private readonly now: () => Date,
    private readonly namespaceDelay: () => number,
  ) {}

  /**
   * Removes an object; with finalizers it stays, marked as being deleted.
   *
   * @throws ApiError 404 when there is none, 409 when a precondition fails.
   */
  remove(target: Target, options: RemoveOptions = {}): KubernetesObject {
    const { definition, namespace, name } = target;
    const { resource } = definition;
    const live = this.store.get(resource, namespace, name);
    if (!live) throw notFound(definition, name);
    const { uid, resourceVersion } = options.preconditions ?? {};
    const { metadata } = live;
    checkUid(target, live, uid);
    if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
      throw conflict(
        definition,
        name,
        `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`,
      );
    }
    if (options.dryRun) return live;
    if (resource === 'namespaces') return this.terminateNamespace(live);
    if (metadata.finalizers?.length) return this.mark(resource, live);
    const last = this.store.remove(resource, namespace, name) ?? live;
    // Jobs of batch/v1 leave their pods unless the client asks otherwise.
    const fallback = resource === 'jobs' ? 'Orphan' : 'Background';
    if ((options.propagationPolicy ?? fallback) === 'Orphan') {
      this.orphan(live);
    } else {
      this.collect(live);
    }
    return last;
  }

  private mark(resource: ResourceName, live: KubernetesObject) {
    const deletionTimestamp =
      live.metadata.deletionTimestamp ??
      this.now()
        .toISOString()
        .replace(/\.\d+Z$/, 'Z');
    return this.store.put(resource, {
      ...live,
      metadata: { ...live.metadata, deletionTimestamp },
    });
  }

  private dependents(owner: KubernetesObject) {
    return resources.flatMap(({ resource }) =>
      this.store
        .list<ResourceName>(resource, owner.metadata.namespace)
        .filter(object =>
          object.metadata.ownerReferences?.some(
            reference => reference.uid === owner.metadata.uid,
          ),
        )
        .map(object => ({ resource, object })),
    );
  }

  private orphan(owner: KubernetesObject): void {
    for (const { resource, object } of this.dependents(owner)) {
      const { ownerReferences, ...rest } = object.metadata;
      const others = ownerReferences?.filter(
        reference => reference.uid !== owner.metadata.uid,
      );
      const metadata = others?.length
        ? { ...rest, ownerReferences: others }
        : rest;
      this.store.put(resource, { ...object, metadata });
    }
  }

  private collect(owner: KubernetesObject): void {
    for (const { resource, object } of this.dependents(owner)) {
      const { namespace, name } = object.metadata;
      if (this.store.get(resource, namespace, name)) {
        const definition = definitionOf(resource);
        this.remove(
          { definition, namespace, name },
          { propagationPolicy: 'Background' },
        );
      }
    }
  }

  private terminateNamespace(namespace: KubernetesObject): KubernetesObject {
    const { name } = namespace.metadata;
    const marked = this.mark('namespaces', {
      ...namespace,
      status: { phase: 'Terminating' },
    });
    setTimeout(() => {
      for (const { resource } of resources.filter(each => each.namespaced)) {
        for (const { metadata } of this.store.list<ResourceName>(
          resource,
          name,
        )) {
          this.store.remove(resource, name, metadata.name);
        }
      }
      this.store.remove('namespaces', '', name);
    }, this.namespaceDelay()).unref();
    return marked;
  }
}
