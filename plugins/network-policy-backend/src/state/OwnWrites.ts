import { z } from 'zod';
import { resourceVersionOf } from './watchEvent';

/**
 * What this portal wrote itself and a list or watch may not know of yet. It is kept until they do, so that the portal
 * never takes back what it has shown already.
 */
export class OwnWrites {
  private readonly writes = new Map<
    string,
    { version: string | undefined; moment: number }
  >();
  private lastMoment = 0;

  /** Now, among the writes. */
  get moment(): number {
    return this.lastMoment;
  }

  /** An object was written, or is gone if it has no version. */
  add(key: string, version: string | undefined): void {
    this.lastMoment += 1;
    this.writes.set(key, { version, moment: this.lastMoment });
  }

  /** Whether an object that a list or watch has is from before a write. */
  isBehind(key: string, object: unknown): boolean {
    const write = this.writes.get(key);
    if (!write) {
      return false;
    }
    const isBehind =
      write.version === undefined
        ? !isTerminating(object)
        : isOlder(resourceVersionOf(object), write.version);
    if (!isBehind) {
      this.writes.delete(key);
    }
    return isBehind;
  }

  /** The same of an object that a watch says is gone. */
  isGoneBehind(key: string, object: unknown): boolean {
    const version = this.writes.get(key)?.version;
    const isBehind =
      version !== undefined && isOlder(resourceVersionOf(object), version);
    if (!isBehind) {
      this.writes.delete(key);
    }
    return isBehind;
  }

  /** Whether something was written since a moment, so that a list that began then need not have it. */
  isSince(key: string, moment: number): boolean {
    const write = this.writes.get(key);
    return write !== undefined && write.moment > moment;
  }

  /** A list that began at a moment is complete: it knows what was written before. */
  forgetUntil(moment: number, isOfList: (key: string) => boolean): void {
    for (const [key, write] of this.writes) {
      if (write.moment <= moment && isOfList(key)) {
        this.writes.delete(key);
      }
    }
  }
}

const terminatingSchema = z.object({
  metadata: z.object({ deletionTimestamp: z.string() }),
});

/** What is still there after it was deleted says so. */
function isTerminating(object: unknown): boolean {
  return terminatingSchema.safeParse(object).success;
}

/** Kubernetes promises since 1.35 that versions are numbers and grow; before, all API servers did it so. */
function isOlder(version: string | undefined, than: string): boolean {
  if (version === undefined || !isNumber(version) || !isNumber(than)) {
    return false;
  }
  return version.length === than.length
    ? version < than
    : version.length < than.length;
}

function isNumber(version: string) {
  return /^[1-9]\d*$/.test(version);
}
