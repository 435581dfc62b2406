import fc from 'fast-check';
import { knownNames } from './knownThings';
import { Schema } from './operations';

/** Names that mean something to a shell, a path, a database or JavaScript. */
const odd = fc.constantFrom(
  ...['', '.', '..', '../..', 'north/../south', '..%2f', '%', ' ', '-', '*'],
  ...['\u0000', 'web\u0000', '\r\nX-Evil: 1', "' or '1'='1", '?watch=1', '#'],
  ...['__proto__', 'constructor', 'toString', 'Ω𝒳', 'x'.repeat(300)],
);

/** Text of any kind, most often some that means something. */
export function text(name: string, maxLength = 300): fc.Arbitrary<string> {
  const known = knownNames[name] ?? ['web'];
  return fc
    .oneof(
      { weight: 8, arbitrary: fc.constantFrom(...known) },
      { weight: 1, arbitrary: odd },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
    )
    .map(made => made.slice(0, maxLength));
}

/** A name that the schema allows, and that nothing in the test has. */
export function unknownName({ pattern, format }: Schema): fc.Arbitrary<string> {
  if (format) {
    return fc.uuid();
  }
  return pattern
    ? fc.stringMatching(/^[a-z][-a-z0-9]{0,20}-elsewhere$/)
    : fc
        .oneof(odd, fc.string({ unit: 'binary', maxLength: 20 }))
        .map(made => `${made}~`);
}

/** Values that the schema allows. */
export function allowed(schema: Schema, name: string): fc.Arbitrary<unknown> {
  const { type, items = {}, minimum = 0, maximum = 65_535 } = schema;
  if (schema.oneOf) {
    return fc.oneof(...schema.oneOf.map(one => allowed(one, name)));
  }
  if (schema.enum) {
    return fc.constantFrom(...schema.enum);
  }
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return fc.integer({ min: minimum, max: maximum });
    case 'array':
      return fc.array(allowed(items, name), {
        minLength: schema.minItems ?? 0,
        maxLength: Math.min(schema.maxItems ?? 3, 3),
      });
    case 'object':
      return allowedObject(schema, name);
    default:
      return text(name, schema.maxLength).filter(
        made => made.length >= (schema.minLength ?? 0),
      );
  }
}

function allowedObject(
  { properties = {}, required = [], additionalProperties }: Schema,
  name: string,
): fc.Arbitrary<object> {
  return typeof additionalProperties === 'object'
    ? fc.dictionary(
        fc.oneof(fc.constant('app'), odd),
        allowed(additionalProperties, name),
        { maxKeys: 2, noNullPrototype: true },
      )
    : fc.record(
        Object.fromEntries(
          Object.entries(properties).map(([key, inner]) => [
            key,
            allowed(inner, key),
          ]),
        ),
        { requiredKeys: [...required], noNullPrototype: true },
      );
}

/** Values that the schema does not allow. Each is wrong in one place. */
export function forbidden(schema: Schema, name: string): fc.Arbitrary<unknown> {
  const { type, items, minItems } = schema;
  if (type === 'object') {
    return forbiddenObject(schema, name);
  }
  return fc.oneof(
    fc.constantFrom<unknown>(null, 7.5, [[]], { x: [] }),
    ...(schema.enum ? [fc.constant('nothing')] : []),
    ...(items ? [forbidden(items, name).map(one => [one])] : []),
    ...(minItems ? [fc.constant([])] : []),
  );
}

function forbiddenObject(schema: Schema, name: string): fc.Arbitrary<unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const good = allowedObject(schema, name);
  return fc.oneof(
    fc.constantFrom<unknown>(null, 7.5, [[]], 'x'),
    // JSON leaves out what is undefined.
    ...required.map(key => good.map(made => ({ ...made, [key]: undefined }))),
    ...Object.entries(properties).map(([key, inner]) =>
      fc
        .tuple(good, forbidden(inner, key))
        .map(([made, wrong]) => ({ ...made, [key]: wrong })),
    ),
    ...(additionalProperties === false
      ? [good.map(made => ({ ...made, unknown: 1 }))]
      : []),
  );
}

/** Texts that the schema of a query parameter does not allow. */
export function forbiddenTexts(schema: Schema): readonly string[] {
  const { type, minimum, maximum, maxLength, maxItems, items } = schema;
  return [
    ...(type === 'boolean' ? ['perhaps', '1', 'TRUE', ''] : []),
    ...(type === 'integer' ? ['x', '1.5', '', '1e99'] : []),
    ...(schema.enum ? ['nothing', `${schema.enum[0]} `, '__proto__'] : []),
    ...(minimum !== undefined ? [String(minimum - 1)] : []),
    ...(maximum !== undefined ? [String(maximum + 1)] : []),
    ...(maxLength !== undefined ? ['x'.repeat(maxLength + 1)] : []),
    ...(maxItems !== undefined ? [`${'all,'.repeat(maxItems)}all`] : []),
    ...(items?.enum ? ['nothing', `${items.enum[0]},nothing`] : []),
  ];
}
