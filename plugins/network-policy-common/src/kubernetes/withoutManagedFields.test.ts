import fc from 'fast-check';
import { withoutManagedFields } from './withoutManagedFields';

const key = fc.oneof(
  fc.constantFrom('managedFields', 'metadata', 'a'),
  // What looks like the field, and is none.
  fc.constantFrom('"managedFields', ',"managedFields":[', '\\"managedFields'),
);
const text = fc.oneof(
  fc.string({ maxLength: 4, unit: 'grapheme' }),
  fc.constantFrom(']', '"', '\\', '\\"', ']},"', ',"managedFields":[', '[{'),
);

const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 5 },
    text,
    fc.constantFrom(0, null, true),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}));

/** The same by what was parsed. */
function stripped(parsed: unknown): unknown {
  if (Array.isArray(parsed)) {
    return parsed.map(stripped);
  }
  return parsed && typeof parsed === 'object'
    ? Object.fromEntries(
        Object.entries(parsed)
          .filter(
            ([name, found]) =>
              name !== 'managedFields' || !Array.isArray(found),
          )
          .map(([name, found]) => [name, stripped(found)]),
      )
    : parsed;
}

it('leaves everything but the fields, whatever strings look like', () => {
  let cut = 0;
  fc.assert(
    fc.property(value, original => {
      const json = JSON.stringify(original);
      const shorter = withoutManagedFields(json);
      cut += shorter.length < json.length ? 1 : 0;
      expect(JSON.parse(shorter)).toEqual(stripped(JSON.parse(json)));
    }),
    { numRuns: 20_000, seed: 20261127 },
  );
  expect(cut).toBeGreaterThan(500);
});

it.each([
  '{"metadata":{"managedFields":[{"a":"b"}',
  '{"metadata":{"managedFields":["\\',
  '{"metadata":{"managedFields":["',
  '"managedFields":[]',
  '{"managedFields": []}',
  '',
])('leaves what is cut off, or written in another way, as it is: %s', json => {
  expect(withoutManagedFields(json)).toBe(json);
});
