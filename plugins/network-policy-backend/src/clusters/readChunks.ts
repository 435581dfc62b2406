import { Readable } from 'node:stream';

/**
 * How an answer ended that is read while it comes: as its sender meant it, in between, or because nothing came any more.
 */
export type StreamEnd = 'ended' | 'cut' | 'silent';

/**
 * Reads the body of an answer as text, until it ends or is silent for too long. It throws what `onText` throws.
 */
export async function readChunks(
  body: Readable,
  { onText, silenceMs }: { onText: (text: string) => void; silenceMs: number },
): Promise<StreamEnd> {
  const chunks: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  // A character may begin in one chunk and end in the next.
  const decoder = new TextDecoder();
  let isSilent = false;
  const giveUp = () => {
    isSilent = true;
    body.destroy();
  };
  const timer = setTimeout(giveUp, silenceMs);
  try {
    for (;;) {
      const chunk = await chunks.next().catch(() => undefined);
      if (isSilent) {
        return 'silent';
      }
      if (!chunk) {
        return 'cut';
      }
      if (chunk.done) {
        return 'ended';
      }
      timer.refresh();
      onText(decoder.decode(chunk.value, { stream: true }));
    }
  } finally {
    clearTimeout(timer);
    body.destroy();
  }
}
