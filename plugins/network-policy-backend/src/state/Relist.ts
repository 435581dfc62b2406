import { ObjectLocation } from '../clusters/resources';
import { KeptObjects } from './KeptObjects';
import { keyOf } from './objectKey';
import { WatchedKind } from './watchedKinds';

/**
 * A list that takes the place of what is known of a kind. Each object is taken as it is read; what the list does not have
 * goes when it is complete, so that the state is never without what is still there.
 */
export class Relist {
  private readonly names = new Map<string, Set<string>>();
  private readonly begun: number;

  constructor(
    private readonly objects: KeptObjects,
    private readonly kind: WatchedKind,
    private readonly namespace: string | undefined,
  ) {
    this.begun = objects.ownWrites.moment;
  }

  /** Takes an object of the list. */
  add(raw: unknown): void {
    const { namespace = '', name } = this.objects.set(
      this.kind,
      raw,
      this.begun,
    );
    const known = this.names.get(namespace);
    if (known) {
      known.add(name);
    } else {
      this.names.set(namespace, new Set([name]));
    }
  }

  /** The list is complete. */
  finish(): void {
    const { objects, kind, namespace, begun } = this;
    const gone = Array.from(objects.locations(kind, namespace)).filter(
      location =>
        !this.has(location) &&
        !objects.ownWrites.isAfter(keyOf(kind, location), begun),
    );
    gone.forEach(location => objects.take(kind, location));
    objects.ownWrites.settle(
      begun,
      written =>
        written.kind === kind &&
        (namespace === undefined || written.location.namespace === namespace) &&
        !this.has(written.location),
    );
  }

  private has({ namespace = '', name }: ObjectLocation): boolean {
    return this.names.get(namespace)?.has(name) ?? false;
  }
}
