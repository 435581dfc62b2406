import { setTimeout as sleep } from 'node:timers/promises';

/** How a wait goes on; times in ms. */
export interface Waiting {
  everyMs: number;
  timeoutMs: number;
  /** Ends the wait with the signal's own reason. */
  signal?: AbortSignal;
  /** What is waited for, as the timeout's error says it. */
  what: string | (() => string);
}

/**
 * Asks until the answer is what is waited for, and returns that answer.
 *
 * @throws Error when the time is over, or the signal's reason when the task is cancelled
 */
export async function waitUntil<T, S extends T>(
  ask: () => Promise<T>,
  satisfied: (answer: T) => answer is S,
  waiting: Waiting,
): Promise<S>;
export async function waitUntil<T>(
  ask: () => Promise<T>,
  satisfied: (answer: T) => boolean,
  waiting: Waiting,
): Promise<T>;
export async function waitUntil<T>(
  ask: () => Promise<T>,
  satisfied: (answer: T) => boolean,
  { everyMs, timeoutMs, signal, what }: Waiting,
): Promise<T> {
  const start = performance.now();
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) {
      return answer;
    }
    if (performance.now() - start + everyMs > timeoutMs) {
      const words = typeof what === 'string' ? what : what();
      throw new Error(`${words}: not within ${Math.round(timeoutMs / 1000)} s`);
    }
    await sleep(everyMs, undefined, { signal });
  }
}
