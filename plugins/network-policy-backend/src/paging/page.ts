import { InputError } from '@backstage/errors';
import { z } from 'zod';

/** What rows are ordered by, the weightiest first. No two rows of a list have the same key. */
export type SortKey = readonly (string | number)[];

/** Which part of an ordered list is asked for. */
export interface PageRequest {
  /** Name of the order, which a cursor belongs to. */
  sort: string;
  descending: boolean;
  limit: number;
  cursor?: string;
}

/** A part of an ordered list. */
export interface Page<T> {
  /** How many rows there are on all pages. */
  total: number;
  rows: readonly T[];
  nextCursor?: string;
}

const cursorSchema = z.object({
  sort: z.string(),
  descending: z.boolean(),
  after: z.array(z.union([z.string(), z.number()])),
});

type Cursor = z.infer<typeof cursorSchema>;

/** Compares keys, one part after the other. */
function compareKeys(left: SortKey, right: SortKey): number {
  for (let part = 0; part < left.length; part++) {
    if (left[part] !== right[part]) {
      return left[part] < right[part] ? -1 : 1;
    }
  }
  return 0;
}

/** Rows in the order of their keys. Each key is made once. */
export function sortRows<T>(
  rows: readonly T[],
  keyOf: (row: T) => SortKey,
): readonly T[] {
  return rows
    .map(row => ({ row, key: keyOf(row) }))
    .sort((left, right) => compareKeys(left.key, right.key))
    .map(({ row }) => row);
}

/**
 * A page of rows that are in the order of their keys. A cursor says after which key the page begins, so that it stays
 * good when rows come and go, the one that it was made from included.
 *
 * @throws InputError for a cursor that is none, or is of another order
 */
export function pageOf<T>(
  sorted: readonly T[],
  keyOf: (row: T) => SortKey,
  request: PageRequest,
): Page<T> {
  const { sort, descending, limit } = request;
  const ordered = descending ? [...sorted].reverse() : sorted;
  const start = startOf(ordered, keyOf, request);
  const rows = ordered.slice(start, start + limit);
  const last = rows.at(-1);
  const isLast = start + limit >= ordered.length;
  return {
    total: sorted.length,
    rows,
    ...(last !== undefined &&
      !isLast && {
        nextCursor: cursorAfter(keyOf(last), { sort, descending }),
      }),
  };
}

function startOf<T>(
  ordered: readonly T[],
  keyOf: (row: T) => SortKey,
  { sort, descending, cursor }: PageRequest,
): number {
  if (cursor === undefined) {
    return 0;
  }
  const read = readCursor(cursor);
  if (!read || read.sort !== sort || read.descending !== descending) {
    throw new InputError('The cursor is not one of a list in this order');
  }
  const { after } = read;
  const isBehind = (row: T) => {
    const order = compareKeys(keyOf(row), after);
    return descending ? order < 0 : order > 0;
  };
  const index = ordered.findIndex(isBehind);
  return index < 0 ? ordered.length : index;
}

/** The cursor of the page that begins after a key. */
export function cursorAfter(
  key: SortKey,
  { sort, descending }: Pick<PageRequest, 'sort' | 'descending'>,
): string {
  const cursor: Cursor = { sort, descending, after: [...key] };
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

/** The name of the order that a cursor belongs to; undefined for what is no cursor. */
export function sortOfCursor(cursor: string): string | undefined {
  return readCursor(cursor)?.sort;
}

function readCursor(text: string): Cursor | undefined {
  try {
    const json: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return cursorSchema.safeParse(json).data;
  } catch {
    return undefined;
  }
}
