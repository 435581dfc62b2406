import fc from 'fast-check';
import { flattenLists } from './flattenLists';
import { jsonPieces } from './jsonPieces';

const flatPieces = (text: string, length: number) =>
  [...jsonPieces(text, length)].flatMap(piece => [...flattenLists(piece)]);
const flatWhole = (text: string) => [...flattenLists(JSON.parse(text))];

const key = fc.constantFrom('apiVersion', 'metadata', 'items', 'kind', 'a');
const text = fc.oneof(
  fc.string({ maxLength: 5 }),
  // What looks like a place to cut at, and is none.
  fc.constantFrom('},{"a":', ']', ']}', '"items":[{"a":', 'List', '\n'),
);

const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.constantFrom(0, null, true),
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(key, tie('value'), { maxKeys: 3 }),
}));

const item = fc
  .tuple(
    fc.constantFrom(
      { apiVersion: 'v1' },
      { apiVersion: 'v1', kind: 'Pod' },
      {},
    ),
    fc.dictionary(key, value, { maxKeys: 3 }),
  )
  .map(parts => Object.assign({}, ...parts));

// The fields in any order, the items in their middle too.
const list = fc
  .tuple(
    fc.shuffledSubarray(['apiVersion', 'kind', 'items', 'metadata', 'more'], {
      minLength: 2,
    }),
    fc.record({
      apiVersion: fc.constant('v1'),
      kind: fc.constantFrom('List', 'List', 'PodList', 'Pod'),
      items: fc.oneof(
        {
          weight: 9,
          arbitrary: fc.array(item, { minLength: 2, maxLength: 8 }),
        },
        { weight: 1, arbitrary: fc.array(value) },
      ),
      metadata: value,
      more: value,
    }),
  )
  .map(([fields, all]) =>
    Object.fromEntries(Object.entries(all).sort(byOrderOf(fields))),
  );

function byOrderOf(fields: readonly string[]) {
  return ([one]: [string, unknown], [other]: [string, unknown]) =>
    fields.indexOf(one) - fields.indexOf(other);
}

const indent = fc.constantFrom(0, 1, 4);
const length = fc.integer({ min: 1, max: 30 });

it('gives what parsing the whole text gives, wherever it is cut', () => {
  let pieces = 0;
  fc.assert(
    fc.property(
      fc.oneof({ weight: 9, arbitrary: list }, value),
      indent,
      length,
      (document, spaces, size) => {
        const json = JSON.stringify(document, undefined, spaces);
        expect(flatPieces(json, size)).toEqual(flatWhole(json));
        pieces += [...jsonPieces(json, size)].length;
      },
    ),
    { numRuns: 3000 },
  );
  expect(pieces).toBeGreaterThan(4500);
});

it('refuses a text that is no JSON, as parsing the whole does', () => {
  fc.assert(
    fc.property(
      list,
      indent,
      length,
      fc.nat(),
      fc.constantFrom('', ',', '}', '"', 'x'),
      (document, spaces, size, nth, other) => {
        const json = JSON.stringify(document, undefined, spaces);
        const place = nth % json.length;
        const changed = json.slice(0, place) + other + json.slice(place + 1);
        const outcomeOf = (flat: () => unknown[]) => {
          try {
            return flat();
          } catch (error) {
            return String(error);
          }
        };
        expect(outcomeOf(() => flatPieces(changed, size))).toEqual(
          outcomeOf(() => flatWhole(changed)),
        );
      },
    ),
    { numRuns: 3000 },
  );
});

it('cuts a dump of a cluster, compact or as kubectl prints it, into pieces of that size', () => {
  const pods = Array.from({ length: 100 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `pod-${index}`,
      ownerReferences: [{ apiVersion: 'v1' }, { apiVersion: 'v1' }],
    },
  }));
  for (const spaces of [0, 4]) {
    const json = JSON.stringify(
      { apiVersion: 'v1', items: pods, kind: 'List', metadata: {} },
      undefined,
      spaces,
    );
    const pieces = [...jsonPieces(json, json.length / 10)];
    expect(pieces.length).toBeGreaterThanOrEqual(9);
    expect(pieces.flatMap(piece => [...flattenLists(piece)])).toEqual(pods);
  }
});
