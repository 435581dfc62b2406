import { PassThrough, Readable } from 'node:stream';
import { ChunkReader } from './ChunkReader';

/** What is read until the end. */
async function readAll(reader: ChunkReader): Promise<string[]> {
  const read: string[] = [];
  for (;;) {
    const chunk = await reader.next();
    if (!chunk) {
      return read;
    }
    read.push(Buffer.from(chunk).toString());
  }
}

it('gives chunks that wait one by one, as they came', async () => {
  const stream = new PassThrough();
  const chunks = ['a', 'bc', 'def'].map(text => Buffer.from(text));
  chunks.forEach(chunk => stream.write(chunk));
  stream.end();
  const reader = new ChunkReader(stream);
  expect(await reader.next()).toBe(chunks[0]);
  await expect(readAll(reader)).resolves.toEqual(['bc', 'def']);
  await expect(reader.next()).resolves.toBeUndefined();
});

it('takes no more from a stream than somebody has asked for', async () => {
  let made = 0;
  const stream = new Readable({
    highWaterMark: 3,
    read() {
      made += 1;
      this.push(Buffer.from(`${made}`));
    },
  });
  const reader = new ChunkReader(stream);
  await reader.next();
  await reader.next();
  await new Promise(setImmediate);
  expect(made).toBeLessThan(8);
  stream.destroy();
});

it('gives what came before a stream broke off, and why it did', async () => {
  const stream = new PassThrough();
  const reader = new ChunkReader(stream);
  const first = reader.next();
  stream.write('a');
  await expect(first).resolves.toEqual(Buffer.from('a'));
  const second = reader.next();
  stream.destroy(new Error('gone'));
  await expect(second).rejects.toThrow('gone');
  await expect(reader.next()).rejects.toThrow('gone');
});

it('knows of a stream that had ended before', async () => {
  const stream = new PassThrough();
  stream.destroy();
  await new Promise(resolve => stream.once('close', resolve));
  await expect(new ChunkReader(stream).next()).rejects.toThrow('Premature');
});
