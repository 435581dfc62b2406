import { z } from 'zod';
import { ObjectLocation } from '../clusters/resources';
import { keyOf } from './objectKey';
import { isOlder, resourceVersionOf } from './resourceVersion';
import { WatchedKind } from './watchedKinds';

/**
 * An object that was written and which version of it, or one that was removed and how it is shown again.
 */
type OwnWrite = {
  kind: WatchedKind;
  location: ObjectLocation;
  moment: number;
} & ({ version: string } | { show: () => void; timer: NodeJS.Timeout });

/**
 * What this portal wrote itself and a list or watch may not know of yet, so that it does not take back what was shown
 * already.
 *
 * Versions tell exactly what is from before a write. A removal has none: it is expected to be told of soon, and if it is
 * not, the cluster is right and the object is shown again. Somebody may have made it anew at the same moment.
 */
export class OwnWrites {
  private readonly writes = new Map<string, OwnWrite>();
  private lastMoment = 0;

  get isEmpty(): boolean {
    return this.writes.size === 0;
  }

  /** Now, among the writes. */
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
   * @param options - `show` shows it again, which is done if the cluster does not tell of it within `patienceMs`
   */
  addRemoved(
    kind: WatchedKind,
    location: ObjectLocation,
    { show, patienceMs }: { show: () => void; patienceMs: number },
  ): void {
    const key = keyOf(kind, location);
    this.forget(key);
    const timer = setTimeout(() => {
      const write = this.writes.get(key);
      this.writes.delete(key);
      if (write && 'show' in write) {
        write.show();
      }
    }, patienceMs).unref();
    this.writes.set(key, {
      kind,
      location,
      moment: this.next(),
      show,
      timer,
    });
  }

  /**
   * Whether an object is from before a write.
   *
   * @param show - shows the object, in case it is not after all
   * @param begun - when the list began that has it; a watch has it if there is none
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

  /** The same of an object that a watch says is gone. */
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

  /** Whether an object was written after a list began that does not have it. */
  isAfter(key: string, begun: number): boolean {
    const write = this.writes.get(key);
    return write !== undefined && 'version' in write && write.moment > begun;
  }

  /** A list that began at a moment is complete and does not have these objects: what was removed is gone. */
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

/** What is still there after it was deleted says so. */
function isTerminating(object: unknown): boolean {
  return terminatingSchema.safeParse(object).success;
}
