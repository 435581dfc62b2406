import { ListedNames } from './ListedNames';
import { keyOf } from './objectKey';
import { ObjectStore } from './ObjectStore';
import { WatchedKind } from './watchedKinds';

/**
 * A list that replaces what a store has of a kind, or of a kind in one namespace. Each object is stored when it is read.
 * Objects that the list does not have are removed at its end, so the store is never empty in between.
 */
export class Relist {
  private readonly listed = new ListedNames();
  private readonly begun: number;

  constructor(
    private readonly store: ObjectStore,
    private readonly kind: WatchedKind,
    private readonly namespace: string | undefined,
  ) {
    this.begun = store.ownWrites.moment;
  }

  /** Takes an object of the list. */
  add(raw: unknown): void {
    this.listed.add(this.store.set(this.kind, raw, this.begun));
  }

  /** The list is complete. */
  finish(): void {
    const { store, kind, namespace, begun } = this;
    const isListed = this.listed.asked();
    const gone = Array.from(store.locations(kind, namespace)).filter(
      location =>
        !isListed(location) &&
        !store.ownWrites.isAfter(keyOf(kind, location), begun),
    );
    gone.forEach(location => store.remove(kind, location));
    store.ownWrites.settle(
      begun,
      written =>
        written.kind === kind &&
        (namespace === undefined || written.location.namespace === namespace) &&
        !isListed(written.location),
    );
  }
}

/** Removes all objects of a kind, or of a kind in one namespace. */
export function clear(
  store: ObjectStore,
  kind: WatchedKind,
  namespace: string | undefined,
): void {
  new Relist(store, kind, namespace).finish();
}
