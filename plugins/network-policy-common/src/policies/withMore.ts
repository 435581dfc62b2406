const few = 64;

/**
 * A list with more items at its end. An index has many thousands of lists, mostly short, and one that grows by itself
 * gets room for 16 more.
 */
export function withMore<T>(list: T[], more: readonly T[]): T[] {
  if (list.length < few) {
    return list.concat(more);
  }
  for (let index = 0; index < more.length; index++) {
    list.push(more[index]);
  }
  return list;
}
