import { isRawObject, RawObject } from './sharedLabels';

interface OpenList {
  items: readonly unknown[];
  next: number;
  list?: RawObject;
}

/** Whether a raw object is a list of objects rather than an object of a kind with such a name. */
export function isList(raw: RawObject): boolean {
  const { kind, items } = raw;
  return (
    typeof kind === 'string' &&
    kind.endsWith('List') &&
    (kind === 'List' || items !== undefined)
  );
}

/**
 * The objects of a document: the document itself, or the items of a list, of lists in lists too. The items of a `PodList`
 * are Pods of the list's version, though they do not say so. Lists that share their items give them once, so that no
 * more comes out than is in the document.
 *
 * @public
 */
export function* flattenLists(raw: unknown): Generator<unknown, void> {
  const seen = new Set<readonly unknown[]>();
  const open: OpenList[] = [{ items: [raw], next: 0 }];
  for (let last = open.at(-1); last; last = open.at(-1)) {
    if (last.next >= last.items.length) {
      open.pop();
      continue;
    }
    const object = itemOf(last);
    last.next += 1;
    if (!isRawObject(object) || !isList(object)) {
      yield object;
      continue;
    }
    const { items } = object;
    if (Array.isArray(items)) {
      if (!seen.has(items)) {
        seen.add(items);
        open.push({ items, next: 0, list: object });
      }
    } else if (items !== undefined && items !== null) {
      yield object;
    }
  }
}

function itemOf({ items, next, list }: OpenList): unknown {
  const item = items[next];
  if (
    !list ||
    list.kind === 'List' ||
    typeof list.kind !== 'string' ||
    !isRawObject(item) ||
    typeof item.kind === 'string'
  ) {
    return item;
  }
  return {
    apiVersion: list.apiVersion,
    ...item,
    kind: list.kind.slice(0, -'List'.length),
  };
}
