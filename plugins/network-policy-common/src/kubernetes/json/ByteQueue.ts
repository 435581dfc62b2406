/** Bytes that have come and were not taken yet, in one piece. */
export class ByteQueue {
  bytes: Uint8Array;
  /** Where what was not taken begins. */
  start = 0;
  /** Where it ends. */
  end = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  /** How many there are. */
  get size(): number {
    return this.end - this.start;
  }

  /** Adds a copy. */
  add(chunk: Uint8Array): void {
    if (this.end + chunk.length > this.bytes.length) {
      this.makeRoom(chunk.length);
    }
    this.bytes.set(chunk, this.end);
    this.end += chunk.length;
  }

  /** Forgets what was not taken. */
  clear(): void {
    this.start = 0;
    this.end = 0;
  }

  private makeRoom(more: number) {
    const needed = this.size + more;
    const bytes =
      needed > this.bytes.length ? new Uint8Array(2 * needed) : this.bytes;
    bytes.set(this.bytes.subarray(this.start, this.end));
    this.bytes = bytes;
    this.end = this.size;
    this.start = 0;
  }
}
