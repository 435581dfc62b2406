import { setTimeout } from 'node:timers/promises';

/** Looks again and again until an expectation holds; throws what it says when it does not within 5 s. */
export async function eventually<T>(look: () => T | Promise<T>): Promise<T> {
  for (const until = Date.now() + 5_000; ; ) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > until) {
        throw error;
      }
      await setTimeout(5);
    }
  }
}
