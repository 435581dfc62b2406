import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks until the answer is something, and returns it.
 *
 * @throws Error that says what was waited for in vain, and the last failure
 */
export async function eventually<T>(
  what: string,
  question: () => Promise<T | undefined> | T | undefined,
  { seconds, everyMs = 100 }: { seconds: number; everyMs?: number },
): Promise<T> {
  const end = Date.now() + seconds * 1_000;
  let why = '';
  for (;;) {
    try {
      const answer = await question();
      if (answer !== undefined) {
        return answer;
      }
      why = '';
    } catch (error) {
      why = `: ${error instanceof Error ? error.message : error}`;
    }
    if (Date.now() > end) {
      throw new Error(`not within ${seconds} s: ${what}${why}`);
    }
    await wait(everyMs);
  }
}
