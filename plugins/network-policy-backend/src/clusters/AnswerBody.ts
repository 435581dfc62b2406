import { Readable } from 'node:stream';
import { ClusterAnswer, ClusterFailure } from './clusterFailure';
import { Patience } from './Patience';

/**
 * The body of an answer, read while it comes: no more of it is in memory than was not taken yet, and its sender waits.
 */
export class AnswerBody {
  /** When all was read, or it broke off. */
  readonly closed: Promise<unknown>;
  private last: Uint8Array | undefined;
  private readonly chunks: AsyncIterator<Uint8Array>;

  constructor(
    body: Readable,
    private readonly options: {
      patience: Patience;
      /** Why reading failed. */
      whyNot: (error: unknown) => ClusterFailure;
    },
  ) {
    this.closed = new Promise(resolve => body.once('close', resolve));
    this.chunks = body[Symbol.asyncIterator]();
  }

  /** The next chunk; nothing at the end. The one before is gone then. */
  async next(): Promise<ClusterAnswer<Uint8Array | undefined>> {
    const { patience, whyNot } = this.options;
    release(this.last);
    this.last = undefined;
    try {
      const { done, value } = await patience.wait(this.chunks.next());
      this.last = done ? undefined : value;
      return { ok: true, value: this.last };
    } catch (error) {
      return { ok: false, failure: whyNot(error) };
    }
  }

  /** All of it, as text. */
  async text(): Promise<ClusterAnswer<string>> {
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const chunk = await this.next();
      if (!chunk.ok) {
        return chunk;
      }
      if (!chunk.value) {
        return { ok: true, value: text + decoder.decode() };
      }
      text += decoder.decode(chunk.value, { stream: true });
    }
  }
}

/**
 * Gives back the memory of a chunk. Left to the garbage collector, it would be looked for in the whole heap again for
 * every few megabytes that have come, which takes longer than reading them.
 */
function release(chunk: Uint8Array | undefined) {
  // What does not fill its buffer may share it.
  if (chunk && chunk.byteLength === chunk.buffer.byteLength) {
    (chunk.buffer as TransferableBuffer).transfer?.(0);
  }
}

/** Not yet known to the compiler. */
interface TransferableBuffer extends ArrayBuffer {
  transfer?(length: number): ArrayBuffer;
}
