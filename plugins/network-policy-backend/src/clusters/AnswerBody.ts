import { Readable } from 'node:stream';
import { ChunkReader } from './ChunkReader';
import { ClusterAnswer, ClusterFailure } from './clusterFailure';
import { RequestTimeout } from './RequestTimeout';

/**
 * The body of an answer, read while it comes. Only what has come and was not taken yet is in memory; its sender waits.
 */
export class AnswerBody {
  /** Resolves when all was read, or the answer broke off. */
  readonly closed: Promise<unknown>;
  private last: Uint8Array | undefined;
  private readonly chunks: ChunkReader;

  constructor(
    body: Readable,
    private readonly options: {
      /** Whether a chunk's buffer is used by nothing else, once the next chunk lies in another buffer. */
      isUnshared: boolean;
      timeout: RequestTimeout;
      /** Why reading failed. */
      whyNot: (error: unknown) => ClusterFailure;
    },
  ) {
    this.closed = new Promise(resolve => body.once('close', resolve));
    this.chunks = new ChunkReader(body);
  }

  /** The next chunk, or undefined at the end. It makes the chunk before unusable. */
  async next(): Promise<ClusterAnswer<Uint8Array | undefined>> {
    const { isUnshared, timeout, whyNot } = this.options;
    const { last } = this;
    this.last = undefined;
    try {
      const chunk = await timeout.wait(this.chunks.next());
      if (
        last &&
        last.buffer !== chunk?.buffer &&
        (isUnshared || last.byteLength === last.buffer.byteLength)
      ) {
        giveBack(last);
      }
      this.last = chunk;
      return { ok: true, value: chunk };
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
 * Gives back the memory of a chunk's buffer. If the garbage collector had to free these buffers, it would scan the whole
 * heap for every few megabytes that have come, which takes longer than reading them. Memory that is allocated meanwhile
 * would also keep the process from ever giving back the rest.
 */
function giveBack({ buffer }: Uint8Array) {
  if (buffer instanceof ArrayBuffer) {
    buffer.transfer(0);
  }
}
