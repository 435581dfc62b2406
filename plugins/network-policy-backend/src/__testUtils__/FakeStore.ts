import { resources } from '../clusters/resources';
import { FakeObject, keyOf, selected, SeenRequest } from './fakeObjects';
import { FakeWatches } from './FakeWatches';

/** What a list shows, all its pages together. */
export interface FakeList {
  objects: readonly FakeObject[];
  version: number;
}

/**
 * The objects of a fake cluster, with a version that each change raises, and whoever watches them.
 */
export class FakeStore {
  readonly watches = new FakeWatches();
  /** The version of the last change. */
  version = 100;
  private readonly objects = new Map<string, FakeObject>();

  put(plural: string, object: FakeObject): this {
    const { namespace, name, ...metadata } = object.metadata;
    const key = keyOf(plural, namespace, name);
    const type = this.objects.has(key) ? 'MODIFIED' : 'ADDED';
    this.version += 1;
    const stored = {
      ...typeOf(plural),
      ...object,
      metadata: {
        uid: `uid-of-${name}`,
        ...metadata,
        name,
        namespace,
        resourceVersion: String(this.version),
      },
    };
    this.objects.set(key, stored);
    this.watches.record({
      type,
      version: this.version,
      plural,
      object: stored,
    });
    return this;
  }

  find(plural: string, name: string, namespace?: string) {
    return this.objects.get(keyOf(plural, namespace, name));
  }

  remove(plural: string, name: string, namespace?: string) {
    const object = this.find(plural, name, namespace);
    if (!object) {
      return;
    }
    this.objects.delete(keyOf(plural, namespace, name));
    this.version += 1;
    const metadata = {
      ...object.metadata,
      resourceVersion: String(this.version),
    };
    this.watches.record({
      type: 'DELETED',
      version: this.version,
      plural,
      object: { ...object, metadata },
    });
  }

  /** Forgets what has happened: who watches must list again. */
  expire() {
    this.put('configmaps', { metadata: { name: 'newest' } });
    this.watches.forget(this.version);
    this.watches.cut();
  }

  all(plural: string, namespace?: string): FakeObject[] {
    return [...this.objects]
      .filter(([key]) => key.startsWith(`${plural}/`))
      .map(([, object]) => object)
      .filter(({ metadata }) => !namespace || metadata.namespace === namespace);
  }

  listed(seen: SeenRequest): FakeList {
    const objects = this.all(seen.plural, seen.namespace).filter(object =>
      selected(object, seen),
    );
    return { objects, version: this.version };
  }
}

/** What objects of a type say of their kind. */
export function typeOf(plural: string) {
  const type = Object.values(resources).find(one => one.plural === plural);
  return { kind: type?.kind ?? plural, apiVersion: type?.apiVersion ?? 'v1' };
}
