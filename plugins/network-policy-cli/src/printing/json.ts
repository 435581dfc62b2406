function* formatField(
  name: string,
  value: unknown,
  comma: string,
): Generator<string> {
  const key = `  ${JSON.stringify(name)}: `;
  if (!Array.isArray(value) || value.length === 0) {
    yield key + JSON.stringify(value, null, 2).replace(/\n/g, '\n  ') + comma;
    return;
  }
  yield `${key}[`;
  for (const [index, item] of value.entries()) {
    yield `    ${JSON.stringify(item)}${index < value.length - 1 ? ',' : ''}`;
  }
  yield `  ]${comma}`;
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
