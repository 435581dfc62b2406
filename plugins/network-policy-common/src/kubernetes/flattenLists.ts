import { jsonPieces } from './json/jsonPieces';
import { isList } from './lists';
import { isRawObject, RawObject } from './sharedLabels';

interface OpenList {
  items: readonly unknown[];
  next: number;
  list?: RawObject;
}

/**
 * The objects of a document: the document itself, or the items of a list, of lists in lists too. The items of a `PodList`
 * are Pods of the list's version, though they do not say so. Lists that share their items give them once, so that no
 * more comes out than is in the document.
 *
 * @public
 */
export function flattenLists(raw: unknown): Generator<unknown, void> {
  return flattenAll([raw]);
}

/**
 * The objects of a document of JSON, as {@link flattenLists} gives them of `JSON.parse(text)`. The document is parsed
 * piece by piece as objects are asked for: it takes little more time than parsing alone, and far less memory, if each
 * object is read and forgotten before the next one is asked for.
 *
 * @throws SyntaxError where the text is no JSON; the objects that were given before are not to be used then
 * @public
 */
export function flattenJson(text: string): Generator<unknown, void> {
  return flattenAll(jsonPieces(text));
}

function* flattenAll(
  documents: Iterable<unknown>,
): Generator<unknown, void, undefined> {
  for (const document of documents) {
    const seen = new Set<readonly unknown[]>();
    const open: OpenList[] = [{ items: [document], next: 0 }];
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
