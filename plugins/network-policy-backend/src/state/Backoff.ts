import { StateTiming } from './timing';

/**
 * Lets those who failed try again, one at a time, ever more seldom while they fail. As soon as one of them succeeds, all
 * may go on. So a cluster that is down is asked by one of its reflectors, and not by all of them, and one reflector that
 * fails for a reason of its own does not hold up those that have not failed.
 */
export class Backoff {
  private failures = 0;
  private timer: NodeJS.Timeout | undefined;
  private waiting = new Set<() => void>();

  constructor(
    private readonly timing: Pick<StateTiming, 'random' | 'firstRetryMs'>,
    private readonly longestMs: number,
  ) {}

  /** After a failure: waits for the turn to try again, or until `signal` aborts. */
  async turn(signal: AbortSignal): Promise<void> {
    if (signal.aborted) {
      return;
    }
    await new Promise<void>(resolve => {
      const go = () => {
        this.waiting.delete(go);
        signal.removeEventListener('abort', go);
        resolve();
      };
      this.waiting.add(go);
      signal.addEventListener('abort', go);
      this.timer ??= setTimeout(() => this.letOneGo(), this.delay()).unref();
    });
  }

  /** One of those who had failed has succeeded. */
  succeeded(): void {
    this.failures = 0;
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const go of [...this.waiting]) {
      go();
    }
  }

  private letOneGo() {
    this.timer = undefined;
    const [first] = this.waiting;
    first?.();
    // If the one that goes never comes back, the others must not wait for ever.
    if (this.waiting.size > 0) {
      this.timer = setTimeout(() => this.letOneGo(), this.delay()).unref();
    }
  }

  private delay(): number {
    const { random, firstRetryMs } = this.timing;
    const longest = Math.min(this.longestMs, firstRetryMs * 2 ** this.failures);
    this.failures = Math.min(this.failures + 1, 30);
    return longest * random();
  }
}
