const few = 64;

/**
 * A list with one more item at its end. An index has many thousands of lists, mostly short, and one that grows by itself
 * gets room for 16 more.
 */
export function withOneMore<T>(list: T[], item: T): T[] {
  if (list.length < few) {
    return list.concat([item]);
  }
  list.push(item);
  return list;
}
