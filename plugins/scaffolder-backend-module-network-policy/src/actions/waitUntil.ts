import { setTimeout as sleep } from 'node:timers/promises';

/** How a wait goes on; times in ms. */
export interface Waiting {
  everyMs: number;
  maxWaitMs: number;
  /** Ends the wait with the signal's own reason. */
  signal?: AbortSignal;
  /** What did not happen, as the error says when the time is over: such as `The connections did not end`. */
  what: string;
  /** Why, where that is known by then. */
  because?: () => string;
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
  { everyMs, maxWaitMs, signal, what, because }: Waiting,
): Promise<T> {
  const start = performance.now();
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) {
      return answer;
    }
    if (performance.now() - start + everyMs > maxWaitMs) {
      const late = `${what} within ${Math.round(maxWaitMs / 1000)} s`;
      const reason = because?.();
      throw new Error(reason ? `${late}: ${reason}` : late);
    }
    await sleep(everyMs, undefined, { signal });
  }
}
