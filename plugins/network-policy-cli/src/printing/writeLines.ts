import { Writable } from 'node:stream';

const chunkSize = 64 * 1024;

/**
 * Writes lines. Whoever reads them may go away, as `head` does: then the rest is not made at all.
 */
export async function writeLines(
  stream: Writable,
  lines: Iterable<string>,
): Promise<void> {
  let chunk = '';
  const flush = () =>
    new Promise<Error | null | undefined>(resolve => {
      stream.write(chunk, resolve);
      chunk = '';
    });
  for (const line of lines) {
    chunk += `${line}\n`;
    if (chunk.length >= chunkSize && (await flush())) {
      return;
    }
  }
  await flush();
}
