import fc from 'fast-check';
import { flattenLists } from '../flattenLists';
import { JsonScanner } from './JsonScanner';
import { jsonPieces } from './jsonPieces';
import { Kept, whole } from './KeptFields';
import { keptOfObjects } from './keptOfObjects';

const encoder = new TextEncoder();

/** The pieces of a text that comes in chunks of such sizes, over and over. */
function piecesOf(
  json: string | Uint8Array,
  { sizes = [1000], length = 1 }: { sizes?: number[]; length?: number } = {},
): unknown[] {
  const bytes = typeof json === 'string' ? encoder.encode(json) : json;
  const scanner = new JsonScanner(length);
  const pieces: unknown[] = [];
  for (let from = 0, turn = 0; from < bytes.length; turn++) {
    const to = from + sizes[turn % sizes.length];
    const chunk = bytes.slice(from, to);
    pieces.push(...scanner.push(chunk));
    // It may be used for something else.
    chunk.fill(0);
    from = to;
  }
  return [...pieces, ...scanner.end()];
}

const flat = (pieces: unknown[]) =>
  pieces.flatMap(piece => [...flattenLists(piece)]);

/** What is kept, by what was parsed. */
function keptOf(value: unknown, kept: Kept): unknown {
  if (Array.isArray(value)) {
    const { each } = kept;
    return each ? value.map(item => keptOf(item, each)) : value;
  }
  const { fields } = kept;
  if (!fields || typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, field]) => {
      const text = encoder.encode(JSON.stringify(name));
      const ofField = text.includes(0x5c)
        ? whole
        : fields.find(text, 1, text.length - 1);
      return ofField ? [[name, keptOf(field, ofField)]] : [];
    }),
  );
}

/** A text with no half of a character in it. */
const wellFormed = (json: string) =>
  new TextDecoder().decode(encoder.encode(json));

const parsed = (json: string) => keptOf(JSON.parse(json), keptOfObjects);

function outcomeOf(read: () => unknown) {
  try {
    return read();
  } catch (error) {
    return error instanceof SyntaxError ? 'refused' : error;
  }
}

const key = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'apiVersion',
      'metadata',
      'items',
      'kind',
      'spec',
      'labels',
    ),
  },
  fc.constantFrom('a', 'item', 'itemss', '__proto__', 'it\\ems', '"items"'),
);
const text = fc.oneof(
  fc.string({ maxLength: 5, unit: 'grapheme' }),
  fc.constantFrom('},{"a":', ']', ']}', '"items":[{"a":', 'List', '\n', '\\'),
);

const { value } = fc.letrec(tie => ({
  value: fc.oneof(
    { maxDepth: 5 },
    text,
    fc.constantFrom(0, -1.5e-7, null, true, false),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}));

const item = fc
  .tuple(
    fc.constantFrom(
      { apiVersion: 'v1' },
      { apiVersion: 'v1', kind: 'Pod' },
      { apiVersion: 'v1', kind: 'PodList' },
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
        { weight: 9, arbitrary: fc.array(item, { maxLength: 8 }) },
        { weight: 1, arbitrary: value },
      ),
      metadata: value,
      more: value,
    }),
  )
  .map(([fields, all]) =>
    Object.fromEntries(
      Object.entries(all)
        .filter(([name]) => fields.includes(name))
        .sort(([one], [other]) => fields.indexOf(one) - fields.indexOf(other)),
    ),
  );

const document = fc.oneof({ weight: 9, arbitrary: list }, value);
const indent = fc.constantFrom(0, 1, 4, '\t');
const chunks = fc.record({
  sizes: fc.array(fc.integer({ min: 1, max: 40 }), {
    minLength: 1,
    maxLength: 4,
  }),
  length: fc.integer({ min: 1, max: 60 }),
});

it('gives what is kept of the whole, however it comes', () => {
  let pieces = 0;
  fc.assert(
    fc.property(document, indent, chunks, (original, spaces, how) => {
      const json = JSON.stringify(original, undefined, spaces);
      const given = piecesOf(json, how);
      expect(flat(given)).toStrictEqual(flat([parsed(json)]));
      pieces += given.length;
    }),
    { numRuns: 4000 },
  );
  expect(pieces).toBeGreaterThan(6000);
});

it('refuses what is no JSON where it is kept, or has two fields of one name', () => {
  // All of it is kept.
  const labels = fc.dictionary(text, text, { maxKeys: 3 });
  const kept = fc.record({
    apiVersion: fc.constant('v1'),
    kind: fc.constant('List'),
    metadata: fc.record({ labels }),
    items: fc.array(
      fc.record({ kind: text, metadata: fc.record({ labels: value }) }),
      { maxLength: 3 },
    ),
  });
  let refused = 0;
  fc.assert(
    fc.property(
      kept,
      indent,
      chunks,
      fc.nat(),
      fc.constantFrom('', ',', '}', ']', '{', '[', '"', 'x', ':', '\\', '\0'),
      (original, spaces, how, nth, other) => {
        const json = JSON.stringify(original, undefined, spaces);
        const place = nth % json.length;
        const changed = wellFormed(
          json.slice(0, place) + other + json.slice(place + 1),
        );
        const expected = outcomeOf(() => flat([parsed(changed)]));
        refused += expected === 'refused' ? 1 : 0;
        expect(outcomeOf(() => flat(piecesOf(changed, how)))).toStrictEqual(
          expected,
        );
      },
    ),
    { numRuns: 4000 },
  );
  expect(refused).toBeGreaterThan(1000);
});

it.each([
  '',
  ' ',
  '{',
  '{"kind":"List"',
  '{"kind":"List",}',
  '{"kind":"List"},',
  '{"kind" "List"}',
  '{kind:"List"}',
  '{"kind":"List"} {}',
  '[1,]',
  '[1 2]',
  '{"items":[1,]}',
  '{"items":[,1]}',
  '{"items":[1}',
  '{"apiVersion":"v1","kind":"List","metadata":{},"items":[{}]',
  '{"apiVersion":"v1","kind":"List","metadata":{},"items":[{}],"kind":"PodList"}',
  '{"apiVersion":"v1","kind":"List","metadata":{},"items":[{}],"items":[]}',
  '{"apiVersion":"v1","kind":"List","metadata":{},"items":[{}],"item\\u0073":[]}',
  '{"status":{"a":"}',
  '{"status":{"a":[}',
  '{"metadata":{"labels":{]}}}',
  '\u00a0{}',
  'nul',
])('refuses %s', json => {
  expect(() => piecesOf(json)).toThrow(SyntaxError);
  expect(() => piecesOf(json, { sizes: [1] })).toThrow(SyntaxError);
});

it('takes the last of two fields of one name, as parsing does, where nothing was given before', () => {
  for (const json of [
    '{"kind":"Pod","kind":"Node","spec":{"type":1},"spec":{"tier":2}}',
    '{"kind":"List","items":[{"kind":"a"}],"kind":"Pod","items":[{"kind":"b"}]}',
    '{"items":[{"kind":"a"}],"kind":"List","item\\u0073":[{"kind":"b"}]}',
    '{"items":null,"kind":"List","items":[{"kind":"a"}]}',
  ]) {
    expect(flat(piecesOf(json))).toEqual(flat([JSON.parse(json)]));
  }
});

it('keeps a field whose name has an escape, for it could be any', () => {
  const json = '{"kin\\u0064":"Pod","x\\u0079":{"z":[1]},"y":1}';
  expect(piecesOf(json)).toEqual([{ kind: 'Pod', xy: { z: [1] } }]);
});

it('looks at what is skipped only where it ends', () => {
  expect(piecesOf('{"kind":"Pod","status":{"a":{"b":01,}}}')).toEqual([
    { kind: 'Pod', status: {} },
  ]);
});

it('begins behind a byte order mark', () => {
  const json = '\ufeff {"kind":"Pod"}';
  expect(piecesOf(json)).toEqual([{ kind: 'Pod' }]);
  expect(piecesOf(json, { sizes: [1] })).toEqual([{ kind: 'Pod' }]);
});

const head = '{"kind":"PodList","apiVersion":"v1","metadata":{"continue":"2"}';

it('gives the fields of a list before its items have come', () => {
  const scanner = new JsonScanner();
  const fields = JSON.parse(`${head}}`);
  expect([...scanner.push(encoder.encode(`${head},`))]).toEqual([]);
  expect([...scanner.push(encoder.encode('"items": ['))]).toEqual([
    { ...fields, items: [] },
  ]);
  expect([...scanner.push(encoder.encode('{"kind":"Pod"}]'))]).toEqual([
    { ...fields, items: [{ kind: 'Pod' }] },
  ]);
  expect([...scanner.push(encoder.encode('}'))]).toEqual([]);
  expect([...scanner.end()]).toEqual([]);
});

it('reads one document after the other', () => {
  const scanner = new JsonScanner();
  for (const json of [`${head},"items":[]}\n\n`, '7', '{"kind":"Pod"}']) {
    const pieces = [...scanner.push(encoder.encode(json)), ...scanner.end()];
    expect(flat(pieces)).toEqual(flat([JSON.parse(json)]));
  }
});

it('gives a long list as shorter ones, also when what it is comes after the items', () => {
  const pods = Array.from({ length: 100 }, (_, index) => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${index}`, labels: { a: 'é'.repeat(index) } },
  }));
  const items = JSON.stringify(pods, undefined, 2);
  for (const json of [
    `{"apiVersion":"v1","kind":"List","metadata":{},"items":${items}}`,
    `{"apiVersion":"v1","items":${items},"kind":"List","metadata":{}}`,
  ]) {
    const pieces = piecesOf(json, { length: items.length / 20 });
    expect(pieces.length).toBeGreaterThanOrEqual(9);
    expect(flat(pieces)).toEqual(pods);
    expect(pieces).toEqual(
      pieces.map(() => ({
        apiVersion: 'v1',
        kind: 'List',
        metadata: {},
        items: expect.any(Array),
      })),
    );
  }
});

it('reads a text of any length, whatever characters are in it', () => {
  for (const shift of [0, 1]) {
    const labels = { a: `${'x'.repeat(shift)}${'😀'.repeat(40_000)}` };
    const pod = { kind: 'Pod', metadata: { labels } };
    expect([...jsonPieces(JSON.stringify(pod))]).toEqual([pod]);
  }
});

it('takes lists in lists apart, however deep they are', () => {
  let json = '{"kind":"Pod"}';
  for (let depth = 0; depth < 20_000; depth++) {
    json = `{"kind":"List","items":[${json}]}`;
  }
  expect(flat(piecesOf(json, { sizes: [100_000] }))).toEqual([{ kind: 'Pod' }]);
});

it('looks at a long object that comes in small chunks not once for each', () => {
  const labels = Object.fromEntries(
    Array.from({ length: 30_000 }, (_, index) => [`key-${index}`, 'value']),
  );
  const json = JSON.stringify({ kind: 'Pod', metadata: { labels } });
  const find = jest.spyOn(keptOfObjects.fields, 'find');
  piecesOf(json, { sizes: [100] });
  expect(find.mock.calls.length).toBeLessThan(50);
});
