import pLimit from 'p-limit';
import { answering } from '../__testUtils__/answering';
import { eventually } from '../__testUtils__/eventually';
import { ClusterFeed } from '../clusters/ClusterFeed';
import { ClusterProxy } from '../clusters/ClusterProxy';
import { resources } from '../clusters/resources';
import { readList } from './readList';

const pod = (name: string) => ({
  metadata: { name, namespace: 'shop', managedFields: [{ a: ']}"' }] },
  spec: { containers: [{ name, image: 'x'.repeat(500) }] },
});

const head = (next?: string) =>
  `{"kind":"PodList","apiVersion":"v1","metadata":{"resourceVersion":"7"${
    next ? `,"continue":"${next}"` : ''
  }},"items":[`;

const page = (names: readonly string[], next?: string) =>
  `${head(next)}${names.map(name => JSON.stringify(pod(name))).join()}]}`;

async function start(
  answer: Parameters<typeof answering>[0],
  { timeoutMs }: { timeoutMs?: number } = {},
) {
  const plugin = await answering(answer, { timeoutMs });
  const feed = new ClusterFeed(new ClusterProxy(plugin, { name: 'north' }));
  const limit = pLimit(2);
  const names: string[] = [];
  const list = (signal = new AbortController().signal) =>
    readList(
      { feed, limits: { requests: limit, pages: pLimit(1) } },
      { type: resources.pods },
      {
        pageSize: 500,
        onObject: raw =>
          names.push((raw as ReturnType<typeof pod>).metadata.name),
        signal,
      },
    );
  return { list, limit, names };
}

const nextOf = ({ url = '' }: { url?: string }) =>
  new URL(url, 'http://north').searchParams.get('continue');

const notAList = {
  ok: false,
  failure: {
    kind: 'unreachable',
    message: 'answered with something that is not a list',
  },
};

it('gives the objects of all pages in their order', async () => {
  const all = Array.from({ length: 3_000 }, (_, index) => `pod-${index}`);
  const { list, limit, names } = await start((request, response) => {
    const from = Number(nextOf(request) ?? 0);
    const isLast = from + 500 >= all.length;
    response.end(
      page(all.slice(from, from + 500), isLast ? undefined : `${from + 500}`),
    );
  });

  await expect(list()).resolves.toEqual({ ok: true, value: { version: '7' } });
  expect(names).toEqual(all);
  await eventually(() => expect(limit.activeCount).toBe(0));
});

it('asks for the next page as soon as a page says where it begins, and reads it afterwards', async () => {
  let endFirst = () => {};
  const { list, names } = await start((request, response) => {
    if (nextOf(request) === '2') {
      response.end(page(['c']));
      setTimeout(endFirst, 50);
    } else {
      response.write(`${head('2')}${JSON.stringify(pod('a'))},`);
      endFirst = () => response.end(`${JSON.stringify(pod('b'))}]}`);
    }
  });

  await expect(list()).resolves.toMatchObject({ ok: true });
  expect(names).toEqual(['a', 'b', 'c']);
});

it('lets others have their turn while a page is read', async () => {
  const all = Array.from({ length: 2_000 }, (_, index) => `pod-${index}`);
  const { list, names } = await start((_, response) => response.end(page(all)));
  const seen = new Set<number>();
  const look = () => {
    seen.add(names.length);
    if (names.length < all.length) {
      setImmediate(look);
    }
  };
  setImmediate(look);

  await list();
  expect(seen.size).toBeGreaterThan(3);
});

it.each([
  ['is text', 'Bad Gateway'],
  ['is empty', ''],
  ['is no list', '{"kind":"Pod","metadata":{"resourceVersion":"7"}}'],
  [
    'has no version',
    '{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[]}',
  ],
  ['ends too early', page(['a', 'b']).slice(0, -1)],
  [
    'is broken within',
    `${head()}{"metadata":{"name":"a"}},{"metadata":{"name":b}}]}`,
  ],
  ['goes on behind its end', `${page(['a'])}]`],
])('refuses an answer that %s', async (_what, text) => {
  const { list, limit } = await start((_, response) => response.end(text));
  await expect(list()).resolves.toMatchObject(notAList);
  await eventually(() => expect(limit.activeCount).toBe(0));
});

it('refuses a page that is none, and does not wait for the next one', async () => {
  const closed: string[] = [];
  const { list, limit } = await start((request, response) => {
    const next = nextOf(request);
    if (next) {
      response.on('close', () => closed.push(next));
      response.write(head());
    } else {
      response.write(head('2'));
      setTimeout(() => response.end('{"metadata":{"name":x}}]}'), 50);
    }
  });

  await expect(list()).resolves.toMatchObject(notAList);
  await eventually(() => expect(closed).toEqual(['2']));
  await eventually(() => expect(limit.activeCount).toBe(0));
});

it('says when a page breaks off', async () => {
  const { list, limit, names } = await start((_, response) => {
    response.write(`${head()}${JSON.stringify(pod('a'))},`, () =>
      setTimeout(() => response.destroy(), 20),
    );
  });

  await expect(list()).resolves.toMatchObject({
    ok: false,
    failure: {
      kind: 'unreachable',
      message: expect.stringMatching(/closed|terminated/),
    },
  });
  expect(names).toEqual([]);
  await eventually(() => expect(limit.activeCount).toBe(0));
});

it('gives up a page that does not go on', async () => {
  const { list } = await start((_, response) => response.write(head()), {
    timeoutMs: 100,
  });
  await expect(list()).resolves.toMatchObject({
    failure: { kind: 'unreachable', message: 'no answer within 0.1 s' },
  });
});

it('passes on that the next page has expired', async () => {
  const { list, names } = await start((request, response) => {
    if (nextOf(request)) {
      response.writeHead(410, { 'Content-Type': 'application/json' });
      response.end('{"kind":"Status","reason":"Expired","message":"too old"}');
    } else {
      response.end(page(['a'], '2'));
    }
  });

  await expect(list()).resolves.toMatchObject({
    ok: false,
    failure: { kind: 'expired', message: 'too old' },
  });
  expect(names).toEqual(['a']);
});

it('ends when it is not wanted any more', async () => {
  const abort = new AbortController();
  const { list, limit } = await start((_, response) => {
    response.write(head());
    setTimeout(() => abort.abort(), 50);
  });

  await expect(list(abort.signal)).resolves.toMatchObject({ ok: false });
  await eventually(() => expect(limit.activeCount).toBe(0));
});
