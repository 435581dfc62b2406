/**
 * An object of a document, and where in it: `items[3]`, or nothing where the document is the object. Or lists within
 * lists that are not looked into.
 */
export type RawObject = { path: string; raw: unknown } | { tooDeep: true };

const mostNested = 100;

type Fields = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList({ kind, items }: Fields): boolean {
  return (
    kind === 'List' ||
    (typeof kind === 'string' && kind.endsWith('List') && items !== undefined)
  );
}

// The items of a PodList are pods without saying so.
function withKindOf({ kind, apiVersion }: Fields, item: unknown): unknown {
  const own = String(kind).slice(0, -'List'.length);
  return own && isRecord(item) && item.kind === undefined
    ? { apiVersion, ...item, kind: own }
    : item;
}

/**
 * The objects of a document: itself, or those that it lists, with their places. A list of which others are part several
 * times over is taken apart once, so that no more comes out than is in the document.
 */
export function* objectsIn(
  value: unknown,
  path = '',
  seen = new Set<unknown>(),
  depth = 0,
): Generator<RawObject> {
  if (depth > mostNested) {
    yield { tooDeep: true };
    return;
  }
  // A document of nothing is none, as kubectl has it; an item of a list is another thing.
  if (value === null && path === '') {
    return;
  }
  if (Array.isArray(value)) {
    if (!seen.has(value)) {
      seen.add(value);
      for (const [index, item] of value.entries()) {
        yield* objectsIn(item, `${path}[${index}]`, seen, depth + 1);
      }
    }
    return;
  }
  if (!isRecord(value) || !isList(value)) {
    yield { path, raw: value };
    return;
  }
  const items = value.items ?? [];
  if (!Array.isArray(items)) {
    yield { path, raw: value };
  } else if (!seen.has(items)) {
    seen.add(items);
    const list = items.map(item => withKindOf(value, item));
    yield* objectsIn(list, path ? `${path}.items` : 'items', seen, depth);
  }
}
