import { expired } from '../api/status';
import { KubernetesObject } from '../kinds/metadata';
import { KindOf, ResourceName } from './registry';

/** A change of one object. `object` is its last state when it was deleted. */
export interface StoreEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  revision: number;
  resource: ResourceName;
  object: KubernetesObject;
  previous?: KubernetesObject;
}

type Listener = (event: StoreEvent) => void;

const firstRevision = 1000;

function keyOf(namespace: string | undefined, name: string): string {
  return `${namespace ?? ''}/${name}`;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}

/**
 * All objects, with one revision counter over all of them as etcd has, and a
 * bounded history from which watches catch up and past states are rebuilt.
 *
 * Stored objects are frozen: a change is always a new object.
 */
export class ObjectStore {
  private readonly objects = new Map<
    ResourceName,
    Map<string, KubernetesObject>
  >();
  private readonly listeners = new Set<Listener>();
  private history: StoreEvent[] = [];
  private current = firstRevision;
  private forgotten = firstRevision;

  /** `historySize` is how many changes can be looked back on. */
  constructor(private readonly historySize = 5000) {}

  get revision(): number {
    return this.current;
  }

  get<R extends ResourceName>(
    resource: R,
    namespace: string | undefined,
    name: string,
  ): KindOf[R] | undefined {
    const found = this.objects.get(resource)?.get(keyOf(namespace, name));
    return found as KindOf[R] | undefined;
  }

  /** Objects in the order of their keys, as etcd lists them. */
  list<R extends ResourceName>(resource: R, namespace?: string): KindOf[R][] {
    const all = [...(this.objects.get(resource)?.entries() ?? [])];
    return all
      .filter(([key]) => !namespace || key.startsWith(`${namespace}/`))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object as KindOf[R]);
  }

  /**
   * The objects as they were at a revision.
   *
   * @throws ApiError 410 when the history does not reach back so far.
   */
  listAt(
    resource: ResourceName,
    namespace: string | undefined,
    revision: number,
  ): KubernetesObject[] {
    const state = new Map(this.objects.get(resource));
    for (const event of this.eventsSince(revision).reverse()) {
      if (event.resource === resource) {
        const { namespace: space, name } = event.object.metadata;
        if (event.previous) state.set(keyOf(space, name), event.previous);
        else state.delete(keyOf(space, name));
      }
    }
    return [...state.entries()]
      .filter(([key]) => !namespace || key.startsWith(`${namespace}/`))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  /**
   * What changed after a revision, oldest first.
   *
   * @throws ApiError 410 when the history does not reach back so far.
   */
  eventsSince(revision: number): StoreEvent[] {
    if (revision < this.forgotten) {
      throw expired(
        `too old resource version: ${revision} (${this.forgotten})`,
      );
    }
    return this.history.filter(event => event.revision > revision);
  }

  /** Stores a new or changed object under the next revision. */
  put<T extends KubernetesObject>(resource: ResourceName, object: T): T {
    const { namespace, name } = object.metadata;
    const previous = this.get(resource, namespace, name);
    const stored = this.stamp(object);
    this.ofResource(resource).set(keyOf(namespace, name), stored);
    this.record({
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      object: stored,
      previous,
    });
    return stored;
  }

  remove(
    resource: ResourceName,
    namespace: string | undefined,
    name: string,
  ): KubernetesObject | undefined {
    const previous = this.get(resource, namespace, name);
    if (!previous) return undefined;
    const last = this.stamp<KubernetesObject>(previous);
    this.ofResource(resource).delete(keyOf(namespace, name));
    this.record({ type: 'DELETED', resource, object: last, previous });
    return last;
  }

  /** Calls back after each change, until the returned function is called. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private ofResource(resource: ResourceName): Map<string, KubernetesObject> {
    const known = this.objects.get(resource);
    if (known) return known;
    const made = new Map<string, KubernetesObject>();
    this.objects.set(resource, made);
    return made;
  }

  private stamp<T extends KubernetesObject>(object: T): T {
    this.current += 1;
    const metadata = {
      ...object.metadata,
      resourceVersion: String(this.current),
    };
    return deepFreeze({ ...object, metadata });
  }

  private record(change: Omit<StoreEvent, 'revision'>): void {
    const event = { ...change, revision: this.current };
    this.history.push(event);
    if (this.history.length > this.historySize) {
      const dropped = this.history.splice(
        0,
        this.history.length - this.historySize,
      );
      this.forgotten = dropped[dropped.length - 1].revision;
    }
    for (const listener of [...this.listeners]) listener(event);
  }
}
