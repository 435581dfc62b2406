import { isMany } from './many';

function* formatItems(items: Iterable<unknown>): Generator<string> {
  let last: string | undefined;
  for (const item of items) {
    if (last !== undefined) {
      yield `${last},`;
    }
    last = `    ${JSON.stringify(item)}`;
  }
  if (last !== undefined) {
    yield last;
  }
}

function* formatField(
  name: string,
  value: unknown,
  comma: string,
): Generator<string> {
  const key = `  ${JSON.stringify(name)}: `;
  if (isMany(value)) {
    yield `${key}[`;
    yield* formatItems(value);
    yield `  ]${comma}`;
  } else {
    yield key + JSON.stringify(value, null, 2).replace(/\n/g, '\n  ') + comma;
  }
}

/**
 * An object as JSON, an item of its lists on each line: a million of them never become one text, which would be longer
 * than a string may be.
 */
export function* formatJson(
  data: Readonly<Record<string, unknown>>,
): Generator<string> {
  const fields = Object.entries(data).filter(
    ([, value]) => value !== undefined,
  );
  yield '{';
  for (const [index, [name, value]] of fields.entries()) {
    yield* formatField(name, value, index < fields.length - 1 ? ',' : '');
  }
  yield '}';
}
