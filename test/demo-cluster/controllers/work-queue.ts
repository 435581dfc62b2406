const longestTimer = 2 ** 31 - 1;

/**
 * Runs a function for keys, each once at a time and not within the change that
 * asked for it; a key that is added twice meanwhile runs once.
 */
export class WorkQueue {
  private readonly waiting = new Set<string>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private stopped = false;

  constructor(private readonly reconcile: (key: string) => void) {}

  get idle(): boolean {
    return this.waiting.size === 0;
  }

  add(key: string): void {
    if (this.stopped || this.waiting.has(key)) return;
    this.waiting.add(key);
    setImmediate(() => {
      this.waiting.delete(key);
      if (!this.stopped) this.run(key);
    });
  }

  /** Adds a key later; asking again for the same key moves the time. */
  addAfter(key: string, milliseconds: number): void {
    if (this.stopped || milliseconds > longestTimer) return;
    this.forget(key);
    const timer = setTimeout(() => {
      this.timers.delete(key);
      this.add(key);
    }, Math.max(0, milliseconds));
    this.timers.set(key, timer);
  }

  /** Gives up a key that was to be added later. */
  forget(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }

  stop(): void {
    this.stopped = true;
    [...this.timers.keys()].forEach(key => this.forget(key));
  }

  private run(key: string): void {
    try {
      this.reconcile(key);
    } catch (error) {
      const why = error instanceof Error ? error.stack : String(error);
      process.stderr.write(`demo cluster: ${key}: ${why}\n`);
    }
  }
}
