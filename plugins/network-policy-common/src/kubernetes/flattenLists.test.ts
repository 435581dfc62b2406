import { flattenLists } from './flattenLists';

const flat = (raw: unknown) => [...flattenLists(raw)];
const pod = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name },
});
const list = (items: unknown) => ({ apiVersion: 'v1', kind: 'List', items });

it('gives an object itself, and the items of lists, of lists in lists too', () => {
  expect(flat(pod('a'))).toEqual([pod('a')]);
  expect(flat(list([pod('a'), list([pod('b'), list([])]), pod('c')]))).toEqual([
    pod('a'),
    pod('b'),
    pod('c'),
  ]);
});

it('says of the items of a typed list what they are, unless they do', () => {
  const items = [{ metadata: { name: 'a' } }, pod('b')];
  expect(flat({ apiVersion: 'v1', kind: 'PodList', items })).toEqual([
    pod('a'),
    pod('b'),
  ]);
});

it('knows lists without items', () => {
  expect(flat(list(null))).toEqual([]);
  expect(flat({ kind: 'PodList', items: null })).toEqual([]);
  expect(flat({ kind: 'List' })).toEqual([]);
});

it('takes an object for a list only where it has items', () => {
  const allowList = { apiVersion: 'example.com/v1', kind: 'AllowList' };
  expect(flat(allowList)).toEqual([allowList]);
});

it('leaves what is no list and no object to the reader', () => {
  for (const raw of [undefined, null, 7, 'text', [pod('a')], list('text')]) {
    expect(flat(raw)).toEqual([raw]);
  }
  expect(flat(list([null, 'text']))).toEqual([null, 'text']);
});

it('ends on a list that holds itself', () => {
  const circular = list([pod('a')]) as { items: unknown[] };
  circular.items.push(circular, pod('b'));
  expect(flat(circular)).toEqual([pod('a'), pod('b')]);
});

it('gives no more than a document holds: lists of one list are one', () => {
  let nested: unknown = list([pod('a')]);
  for (let depth = 0; depth < 100; depth++) {
    nested = list(new Array(10).fill(nested));
  }
  expect(flat(nested)).toEqual([pod('a')]);
});

it('takes a hundred thousand lists in lists apart', () => {
  let nested: unknown = pod('a');
  for (let depth = 0; depth < 100_000; depth++) {
    nested = list([nested]);
  }
  expect(flat(nested)).toEqual([pod('a')]);
});
