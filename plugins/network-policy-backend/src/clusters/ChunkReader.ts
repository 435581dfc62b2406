import { finished, Readable } from 'node:stream';

/**
 * The chunks of a stream one at a time, as they come. Whoever iterates over a stream gets those that wait joined, for
 * which all of them are in memory twice.
 */
export class ChunkReader {
  private readonly waiting: Uint8Array[] = [];
  private end: { error?: Error | null } | undefined;
  private wake: () => void = () => {};

  constructor(private readonly stream: Readable) {
    stream.pause();
    stream.on('data', (chunk: Uint8Array) => {
      stream.pause();
      this.waiting.push(chunk);
      this.wake();
    });
    finished(stream, { writable: false }, error => {
      this.end = { error };
      this.wake();
    });
  }

  /**
   * The next chunk; nothing at the end.
   *
   * @throws Error if the stream breaks off
   */
  async next(): Promise<Uint8Array | undefined> {
    while (this.waiting.length === 0 && !this.end) {
      await new Promise<void>(resolve => {
        this.wake = resolve;
        this.stream.resume();
      });
    }
    const chunk = this.waiting.shift();
    if (!chunk && this.end?.error) {
      throw this.end.error;
    }
    return chunk;
  }
}
