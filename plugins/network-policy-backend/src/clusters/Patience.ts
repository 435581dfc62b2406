/**
 * How long somebody else is waited for in all. What is done between the waits does not count.
 */
export class Patience {
  private readonly controller = new AbortController();
  private leftMs: number;

  constructor(timeoutMs: number) {
    this.leftMs = timeoutMs;
  }

  /** Aborts when it has taken too long. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Waits for something that ends when the signal aborts. */
  async wait<T>(something: Promise<T>): Promise<T> {
    const begun = performance.now();
    const timer = setTimeout(() => this.controller.abort(), this.leftMs);
    timer.unref();
    try {
      return await something;
    } finally {
      clearTimeout(timer);
      const tookMs = performance.now() - begun;
      this.leftMs = Math.max(0, this.leftMs - tookMs);
    }
  }
}
