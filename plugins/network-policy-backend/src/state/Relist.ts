import { KeptObjects } from './KeptObjects';
import { ListedNames } from './ListedNames';
import { keyOf } from './objectKey';
import { WatchedKind } from './watchedKinds';

/**
 * A list that takes the place of what is known of a kind. Each object is taken as it is read; what the list does not have
 * goes when it is complete, so that the state is never without what is still there.
 */
export class Relist {
  private readonly listed = new ListedNames();
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
    this.listed.add(this.objects.set(this.kind, raw, this.begun));
  }

  /** The list is complete. */
  finish(): void {
    const { objects, kind, namespace, begun } = this;
    const isListed = this.listed.asked();
    const gone = Array.from(objects.locations(kind, namespace)).filter(
      location =>
        !isListed(location) &&
        !objects.ownWrites.isAfter(keyOf(kind, location), begun),
    );
    gone.forEach(location => objects.take(kind, location));
    objects.ownWrites.settle(
      begun,
      written =>
        written.kind === kind &&
        (namespace === undefined || written.location.namespace === namespace) &&
        !isListed(written.location),
    );
  }
}
