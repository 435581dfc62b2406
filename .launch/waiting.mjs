// Waiting for what other programs do.
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Which of the named promises settles first; `timeout` when none does in time.
 * @param {Record<string, Promise<unknown>>} promises
 * @param {number} milliseconds
 * @returns {Promise<{ name: string, value?: any }>}
 */
export async function firstOf(promises, milliseconds) {
  const timer = new AbortController();
  const late = wait(
    milliseconds,
    { name: 'timeout' },
    { signal: timer.signal },
  );
  late.catch(() => {});
  try {
    return await Promise.race([
      late,
      ...Object.entries(promises).map(async ([name, promise]) => ({
        name,
        value: await promise,
      })),
    ]);
  } finally {
    timer.abort();
  }
}

/**
 * Asks until the answer is yes. Errors count as no.
 * @param {() => Promise<boolean>} question
 * @param {AbortSignal} signal ends the asking
 * @param {number} [pause] milliseconds between two questions
 */
export async function until(question, signal, pause = 500) {
  while (!signal.aborted) {
    try {
      if (await question()) return;
    } catch {
      // Not there yet.
    }
    await wait(pause, undefined, { signal }).catch(() => {});
  }
}
