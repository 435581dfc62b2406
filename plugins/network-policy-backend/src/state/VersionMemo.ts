import { LRUCache } from 'lru-cache';

/**
 * Keeps what was worked out about clusters, each for as long as the version of its cluster is the same. It holds as much
 * as it was given room for, and forgets first what was not asked for lately.
 */
export class VersionMemo<T extends object> {
  private readonly kept: LRUCache<string, { version: number; value: T }>;

  /**
   * @param room - how much may be kept, in the unit of `sizeOf`
   * @param sizeOf - how much a value takes, at least 1; each takes 1 where it is absent
   */
  constructor(room: number, sizeOf: (value: T) => number = () => 1) {
    this.kept = new LRUCache({
      maxSize: room,
      sizeCalculation: ({ value }) => sizeOf(value),
    });
  }

  /** How much is kept, in the unit of what measures it. */
  get size(): number {
    return this.kept.calculatedSize;
  }

  /** What is kept of a version. */
  get(key: string, version: number): T | undefined {
    const known = this.kept.get(key);
    return known?.version === version ? known.value : undefined;
  }

  /** What is kept, of whichever version it is. */
  latest(key: string): T | undefined {
    return this.kept.get(key)?.value;
  }

  /** Keeps what was worked out of a version, in the place of what was there. */
  set(key: string, version: number, value: T): void {
    this.kept.set(key, { version, value });
  }

  /**
   * What is kept of a version, or what is worked out now.
   *
   * @param make - is given what was kept of another version, of which it may use what still holds
   */
  of(key: string, version: number, make: (outdated?: T) => T): T {
    const known = this.kept.get(key);
    if (known?.version === version) {
      return known.value;
    }
    const value = make(known?.value);
    this.set(key, version, value);
    return value;
  }

  /** Forgets everything whose key is not among these. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of [...this.kept.keys()]) {
      if (!keys.has(key)) {
        this.kept.delete(key);
      }
    }
  }
}
