import { z } from 'zod';
import { ObjectLocation } from '../clusters/resources';
import { keyOf } from './objectKey';
import { isOlder, resourceVersionOf } from './resourceVersion';
import { WatchedKind } from './watchedKinds';

/** An object that was written, with its version; or one that was removed, with what shows it again. */
type OwnWrite = {
  kind: WatchedKind;
  location: ObjectLocation;
  moment: number;
} & ({ version: string } | { show: () => void; timer: NodeJS.Timeout });

/**
 * The portal's own writes that a list or watch may not contain yet. They keep an older list or event from undoing what is
 * shown already.
 *
 * The version of a written object decides what is older than the write. A removal has no version. It is believed until a
 * timer ends; if no list or watch has confirmed it by then, the object is shown again, because it may have been created
 * again at the same moment.
 */
export class OwnWrites {
  private readonly writes = new Map<string, OwnWrite>();
  private lastMoment = 0;

  get isEmpty(): boolean {
    return this.writes.size === 0;
  }

  /** The present moment: a number that grows with each write. */
  get moment(): number {
    return this.lastMoment;
  }

  /** An object was written. */
  addWritten(
    kind: WatchedKind,
    location: ObjectLocation,
    version: string,
  ): void {
    const key = keyOf(kind, location);
    this.forget(key);
    this.writes.set(key, { kind, location, moment: this.next(), version });
  }

  /**
   * An object was removed.
   *
   * @param options - `show` shows it again, which is done if nothing confirms the removal within `confirmWithinMs`
   */
  addRemoved(
    kind: WatchedKind,
    location: ObjectLocation,
    { show, confirmWithinMs }: { show: () => void; confirmWithinMs: number },
  ): void {
    const key = keyOf(kind, location);
    this.forget(key);
    const timer = setTimeout(() => {
      const write = this.writes.get(key);
      this.writes.delete(key);
      if (write && 'show' in write) {
        write.show();
      }
    }, confirmWithinMs).unref();
    this.writes.set(key, {
      kind,
      location,
      moment: this.next(),
      show,
      timer,
    });
  }

  /**
   * Whether an object of a list or a watch is older than a write of it.
   *
   * @param show - shows the object, if it turns out not to be older
   * @param begun - the moment when the list began; absent for a watch
   */
  isBehind(
    key: string,
    object: unknown,
    { show, begun }: { show: () => void; begun?: number },
  ): boolean {
    const write = this.writes.get(key);
    if (!write) {
      return false;
    }
    if (begun === undefined || write.moment > begun) {
      if ('version' in write) {
        if (isOlder(resourceVersionOf(object), write.version)) {
          return true;
        }
      } else if (!isTerminating(object)) {
        write.show = show;
        return true;
      }
    }
    this.forget(key);
    return false;
  }

  /** The same for an object of which a watch says that it is deleted. */
  isGoneBehind(key: string, object: unknown): boolean {
    const write = this.writes.get(key);
    const isBehind =
      write !== undefined &&
      'version' in write &&
      isOlder(resourceVersionOf(object), write.version);
    if (!isBehind) {
      this.forget(key);
    }
    return isBehind;
  }

  /** Whether an object was written after a list began, so that the list need not contain it. */
  isAfter(key: string, begun: number): boolean {
    const write = this.writes.get(key);
    return write !== undefined && 'version' in write && write.moment > begun;
  }

  /** A list that began at a moment is complete. It does not contain these objects, so their removal is confirmed. */
  settle(
    begun: number,
    isMissing: (write: {
      kind: WatchedKind;
      location: ObjectLocation;
    }) => boolean,
  ): void {
    for (const [key, write] of [...this.writes]) {
      if (('show' in write || write.moment <= begun) && isMissing(write)) {
        this.forget(key);
      }
    }
  }

  private forget(key: string) {
    const write = this.writes.get(key);
    if (write && 'timer' in write) {
      clearTimeout(write.timer);
    }
    this.writes.delete(key);
  }

  private next(): number {
    this.lastMoment += 1;
    return this.lastMoment;
  }
}

const terminatingSchema = z.object({
  metadata: z.object({ deletionTimestamp: z.string() }),
});

/** A deleted object that waits for its finalizers carries the time of its deletion. */
function isTerminating(object: unknown): boolean {
  return terminatingSchema.safeParse(object).success;
}
