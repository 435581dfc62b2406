import { PassThrough, Readable } from 'node:stream';
import { readChunks } from './readChunks';

const bodyOf = (
  chunks: readonly Uint8Array[],
  end: 'close' | 'error' | 'wait',
): Readable => {
  const body = new PassThrough().on('error', () => {});
  chunks.forEach(chunk => body.write(chunk));
  if (end === 'close') {
    body.end();
  } else if (end === 'error') {
    setImmediate(() => body.destroy(new Error('cut')));
  }
  return body;
};

const read = async (...body: Parameters<typeof bodyOf>) => {
  let text = '';
  const end = await readChunks(bodyOf(...body), {
    silenceMs: 50,
    onText: more => {
      text += more;
    },
  });
  return { text, end };
};

describe('readChunks', () => {
  it('puts characters together that come in pieces', async () => {
    const bytes = new TextEncoder().encode('ä😀\n');
    const chunks = Array.from(bytes, byte => new Uint8Array([byte]));

    await expect(read(chunks, 'close')).resolves.toEqual({
      text: 'ä😀\n',
      end: 'ended',
    });
  });

  it('tells how it ended', async () => {
    const chunks = [new TextEncoder().encode('a')];

    await expect(read(chunks, 'error')).resolves.toMatchObject({ end: 'cut' });
    await expect(read(chunks, 'wait')).resolves.toEqual({
      text: 'a',
      end: 'silent',
    });
  });
});
