/**
 * The time that one request may wait for a server in all. Work that is done here between two waits does not count.
 */
export class RequestTimeout {
  private readonly controller = new AbortController();
  private leftMs: number;

  constructor(timeoutMs: number) {
    this.leftMs = timeoutMs;
  }

  /** Aborts when the time is used up. */
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
