import { Readable } from 'node:stream';
import { ChunkReader } from './ChunkReader';
import { ClusterAnswer, ClusterFailure } from './clusterFailure';
import { Patience } from './Patience';

/**
 * The body of an answer, read while it comes: no more of it is in memory than was not taken yet, and its sender waits.
 */
export class AnswerBody {
  /** When all was read, or it broke off. */
  readonly closed: Promise<unknown>;
  private last: Uint8Array | undefined;
  private readonly chunks: ChunkReader;

  constructor(
    body: Readable,
    private readonly options: {
      /** Whether nobody else looks at the buffers that chunks are in, once there is a chunk in another one. */
      isUnshared: boolean;
      patience: Patience;
      /** Why reading failed. */
      whyNot: (error: unknown) => ClusterFailure;
    },
  ) {
    this.closed = new Promise(resolve => body.once('close', resolve));
    this.chunks = new ChunkReader(body);
  }

  /** The next chunk; nothing at the end. The one before is gone then. */
  async next(): Promise<ClusterAnswer<Uint8Array | undefined>> {
    const { isUnshared, patience, whyNot } = this.options;
    const { last } = this;
    this.last = undefined;
    try {
      const chunk = await patience.wait(this.chunks.next());
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
 * Gives back the memory of a chunk's buffer. Left to the garbage collector, it would be looked for in the whole heap
 * again for every few megabytes that have come, which takes longer than reading them; and what is allocated meanwhile
 * would keep the process from ever giving back the rest.
 */
function giveBack({ buffer }: Uint8Array) {
  if (buffer instanceof ArrayBuffer) {
    buffer.transfer(0);
  }
}
