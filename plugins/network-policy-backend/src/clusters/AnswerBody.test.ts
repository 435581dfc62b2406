import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createGzip, gzipSync } from 'node:zlib';
import { answering } from '../__testUtils__/answering';
import { AnswerBody } from './AnswerBody';

const get = { method: 'GET', path: '/proxy/api/v1/pods' } as const;

async function opened(
  answer: Parameters<typeof answering>[0],
  { signal, timeoutMs }: { signal?: AbortSignal; timeoutMs?: number } = {},
): Promise<AnswerBody> {
  const plugin = await answering(answer, { timeoutMs });
  const opening = await plugin.open({ ...get, signal });
  if (!opening.ok) {
    throw new Error(opening.failure.message);
  }
  return opening.value.body;
}

/** What is read until the end, or why it is not reached. */
async function readAll(body: AnswerBody) {
  let size = 0;
  for (;;) {
    const chunk = await body.next();
    if (!chunk.ok) {
      return { size, failure: chunk.failure.message };
    }
    if (!chunk.value) {
      return { size };
    }
    size += chunk.value.length;
  }
}

it('gives a long answer whole, chunk by chunk', async () => {
  const long = Buffer.from(JSON.stringify(new Array(300_000).fill('é')));
  const body = await opened((_, response) => response.end(long));
  const chunks: string[] = [];
  let sum = 0;
  for (
    let chunk = await body.next();
    chunk.ok && chunk.value;
    chunk = await body.next()
  ) {
    chunks.push(Buffer.from(chunk.value).toString('latin1'));
    sum += chunk.value.length;
  }
  expect(sum).toBe(long.length);
  expect(chunks.length).toBeGreaterThan(5);
  expect(chunks.join('') === long.toString('latin1')).toBe(true);
  await body.closed;
});

it('gives plain what the API server has compressed', async () => {
  // What is made plain of a piece ends within a buffer, which the next piece fills up.
  const pieces = Array.from({ length: 40 }, () =>
    Array.from({ length: 3_000 }, Math.random).join('é'),
  );
  const body = await opened(async (request, response) => {
    expect(request.headers['accept-encoding']).toBe('gzip');
    response.writeHead(200, { 'Content-Encoding': 'gzip' });
    const compressed = createGzip();
    compressed.pipe(response);
    for (const piece of pieces) {
      compressed.write(piece);
      await promisify(compressed.flush).call(compressed);
      await sleep(1);
    }
    compressed.end();
  });
  const answer = await body.text();
  expect(answer.ok && answer.value === pieces.join('')).toBe(true);
});

it('does not count the time in which nobody waits', async () => {
  const body = await opened((_, response) => response.end(Buffer.alloc(1e6)), {
    timeoutMs: 150,
  });
  let size = 0;
  for (
    let chunk = await body.next();
    chunk.ok && chunk.value;
    chunk = await body.next()
  ) {
    size += chunk.value.length;
    await sleep(30);
  }
  expect(size).toBe(1e6);
});

it('is given up when it comes too slowly', async () => {
  const body = await opened(
    (_, response) => {
      const timer = setInterval(() => response.write('[]'), 20);
      response.on('close', () => clearInterval(timer));
    },
    { timeoutMs: 150 },
  );
  await expect(readAll(body)).resolves.toMatchObject({
    failure: 'no answer within 0.15 s',
  });
  await body.closed;
});

it.each([{}, { 'Content-Encoding': 'gzip' }])(
  'says when it breaks off: %j',
  async headers => {
    const bytes = gzipSync(
      Buffer.from(Array.from({ length: 1e5 }, Math.random).join()),
    );
    const body = await opened((_, response) => {
      response.writeHead(200, {
        ...headers,
        'Content-Length': 2 * bytes.length,
      });
      response.write(bytes, () => setTimeout(() => response.destroy(), 20));
    });
    await expect(readAll(body)).resolves.toMatchObject({
      size: expect.any(Number),
      failure: expect.stringMatching(/closed|terminated|end of file/),
    });
    await body.closed;
  },
);

it('breaks off before anybody reads it, when it is not wanted any more', async () => {
  const abort = new AbortController();
  const body = await opened((_, response) => response.write('['), abort);
  abort.abort();
  await body.closed;
  await expect(readAll(body)).resolves.toMatchObject({
    failure: expect.stringContaining('abort'),
  });
});

it('is no answer where nobody listens', async () => {
  const plugin = await answering((_, response) => response.destroy());
  await expect(plugin.open(get)).resolves.toMatchObject({
    ok: false,
    failure: {
      kind: 'unreachable',
      message: expect.stringContaining('closed'),
    },
  });
});
