import { Mutex } from 'async-mutex';

/**
 * Runs one task at a time for each key, in the order of the calls. It holds for this process only.
 */
export class KeyedMutex {
  private readonly mutexes = new Map<string, Mutex>();

  async run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const mutex = this.mutexes.get(key) ?? new Mutex();
    this.mutexes.set(key, mutex);
    try {
      return await mutex.runExclusive(task);
    } finally {
      // The next task that waits has the lock already.
      if (!mutex.isLocked()) {
        this.mutexes.delete(key);
      }
    }
  }
}
