import { InputError } from '@backstage/errors';
import { pageOf, PageRequest, sortRows } from './page';

interface Row {
  weight: number;
  name: string;
}

const keyOf = ({ weight, name }: Row) => [weight, name];
const rowsOf = (...names: string[]): readonly Row[] =>
  sortRows(
    names.map(name => ({ name, weight: name.length })),
    keyOf,
  );
const request: PageRequest = { sort: 'weight', descending: false, limit: 2 };

const allPages = (rows: readonly Row[], descending: boolean) => {
  const seen = new Array<string[]>();
  let cursor: string | undefined;
  do {
    const page = pageOf(rows, keyOf, { ...request, descending, cursor });
    seen.push(page.rows.map(({ name }) => name));
    cursor = page.nextCursor;
  } while (cursor);
  return seen;
};

it('gives every row once, in order', () => {
  const rows = rowsOf('ccc', 'a', 'bb', 'aa', 'b');
  expect(allPages(rows, false)).toEqual([['a', 'b'], ['aa', 'bb'], ['ccc']]);
  expect(allPages(rows, true)).toEqual([['ccc', 'bb'], ['aa', 'b'], ['a']]);
});

it('has no next page where the last one is full', () => {
  expect(allPages(rowsOf('a', 'b', 'c', 'd'), false)).toHaveLength(2);
  expect(allPages(rowsOf(), false)).toEqual([[]]);
});

it('goes on where it was when rows come and go', () => {
  const first = pageOf(rowsOf('a', 'b', 'c', 'd'), keyOf, request);
  const cursor = first.nextCursor;
  const next = pageOf(rowsOf('a', 'aa', 'bb', 'c'), keyOf, {
    ...request,
    cursor,
  });
  expect(next.rows.map(({ name }) => name)).toEqual(['c', 'aa']);
  expect(next.total).toBe(4);
});

it('is empty behind the last row', () => {
  const { nextCursor } = pageOf(rowsOf('y', 'z', 'zz'), keyOf, request);
  const next = pageOf(rowsOf('a'), keyOf, { ...request, cursor: nextCursor });
  expect(next).toEqual({ total: 1, rows: [] });
});

it.each([
  ['junk', { cursor: '%%%' }],
  ['other JSON', { cursor: Buffer.from('[1]').toString('base64url') }],
])('refuses %s as a cursor', (_, { cursor }) => {
  expect(() => pageOf(rowsOf('a'), keyOf, { ...request, cursor })).toThrow(
    InputError,
  );
});

it('refuses a cursor of another order', () => {
  const { nextCursor: cursor } = pageOf(rowsOf('a', 'b', 'c'), keyOf, request);
  for (const other of [{ sort: 'name' }, { descending: true }]) {
    expect(() =>
      pageOf(rowsOf('a'), keyOf, { ...request, ...other, cursor }),
    ).toThrow('The cursor is not one of a list in this order');
  }
});
