import { webDraft } from '../testing/draft';
import { parseExposureDraft } from './exposureDraft';

const complete = {
  ...webDraft,
  from: {
    width: 'certain-pods-in-labelled-namespaces',
    namespaceLabels: { 'example.com/team': 'a' },
    podLabels: { role: '' },
  },
  ports: [
    { protocol: 'TCP', port: 80, endPort: 90 },
    { protocol: 'UDP', port: 'dns' },
  ],
  reviewBy: '2028-02-29',
  ticket: 'WEB-12',
  replaces: { uid: 'a1', resourceVersion: '7' },
};

it('takes the smallest and the most complete draft', () => {
  expect(parseExposureDraft(webDraft)).toEqual({ ok: true, value: webDraft });
  expect(parseExposureDraft(complete)).toEqual({ ok: true, value: complete });
});

it('trims the reason', () => {
  expect(parseExposureDraft({ ...webDraft, reason: '  why ' })).toMatchObject({
    value: { reason: 'why' },
  });
});

const labelled = { width: 'labelled-namespaces' };

/** A mark of direction, ends of such marks, zero-width ones, a soft hyphen, a filler, half a character. */
const invisible = [
  '\u202e',
  '\u2066',
  '\u200f',
  '\u200b',
  '\u200d',
  '\ufeff',
  '\u00ad',
  '\u3164',
  '\ud83d',
  '\u{e0041}',
];

const manyLabels = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, 'b']));

const manyPorts = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ protocol: 'TCP', port: i + 1 }));

it('takes many labels and ports, and every writing', () => {
  const draft = {
    ...webDraft,
    podSelector: manyLabels(63),
    ports: manyPorts(100),
    reason: 'Größe, 価格, السعر, ⚠️',
  };
  expect(parseExposureDraft(draft)).toEqual({ ok: true, value: draft });
});

it('says what is wrong with a label that would be dropped', () => {
  expect(
    parseExposureDraft({
      ...webDraft,
      podSelector: JSON.parse('{"app":"web","__proto__":"c"}'),
    }),
  ).toEqual({
    ok: false,
    problems: [
      {
        path: 'podSelector',
        message:
          'label key "__proto__": is not taken here; choose another label',
      },
    ],
  });
});

it.each<[string, object]>([
  ['cluster', { cluster: '' }],
  ['namespace', { namespace: 'Default' }],
  ['name', { name: 'web_all' }],
  ['name', { name: 'a'.repeat(254) }],
  ['podSelector', { podSelector: {} }],
  ['podSelector', { podSelector: { 'a b': 'c' } }],
  ['podSelector', { podSelector: { a: 'b c' } }],
  ['from.width', { from: { width: 'any-source' } }],
  ['from.namespaceLabels', { from: labelled }],
  ['from.namespaceLabels', { from: { ...labelled, namespaceLabels: {} } }],
  [
    'from.podLabels',
    {
      from: { ...labelled, namespaceLabels: { a: 'b' }, podLabels: { a: 'b' } },
    },
  ],
  ['from.podLabels', { from: { width: 'certain-pods' } }],
  [
    'from.podLabels',
    {
      from: {
        width: 'certain-pods-in-labelled-namespaces',
        namespaceLabels: { a: 'b' },
      },
    },
  ],
  [
    'from.namespaceLabels',
    { from: { width: 'all-namespaces', namespaceLabels: { a: 'b' } } },
  ],
  ['ports[0].port', { ports: [{ protocol: 'TCP', port: 0 }] }],
  ['ports[0].port', { ports: [{ protocol: 'TCP', port: 65536 }] }],
  ['ports[0].port', { ports: [{ protocol: 'TCP', port: 80.5 }] }],
  ['ports[0].port', { ports: [{ protocol: 'TCP', port: '80' }] }],
  ['ports[0].port', { ports: [{ protocol: 'TCP', port: 'a'.repeat(16) }] }],
  ['ports[0].port', { ports: [{ protocol: 'TCP', port: 'a--b' }] }],
  ['ports[0].port', { ports: [{ protocol: 'TCP', port: 'Http' }] }],
  ['ports[0].port', { ports: [{ protocol: 'TCP', port: 'http-' }] }],
  ['ports[0].port', { ports: [{ protocol: 'TCP', port: null }] }],
  ['ports[0].endPort', { ports: [{ protocol: 'TCP', port: 80, endPort: 79 }] }],
  [
    'ports[0].endPort',
    { ports: [{ protocol: 'TCP', port: 'http', endPort: 79 }] },
  ],
  [
    'ports[1].protocol',
    { ports: [complete.ports[0], { protocol: 'ICMP', port: 1 }] },
  ],
  ['reason', { reason: ' ' }],
  ['reason', { reason: 'a'.repeat(501) }],
  ['reason', { reason: 'two\nlines' }],
  ['reason', { reason: 'bell\u0007' }],
  ...invisible.map((character): [string, object] => [
    'reason',
    { reason: `a${character}b` },
  ]),
  ['ticket', { ticket: 'NET\u200b-7' }],
  ['cluster', { cluster: 'nor\u202eth' }],
  ['podSelector', { podSelector: JSON.parse('{"a":"b","__proto__":"c"}') }],
  ['podSelector', { podSelector: { a: 'b', constructor: 'c' } }],
  ['podSelector', { podSelector: { a: 1 } }],
  ['podSelector', { podSelector: 'a=b' }],
  ['podSelector', { podSelector: undefined }],
  ['podSelector', { podSelector: manyLabels(64) }],
  [
    'from.podLabels',
    {
      from: {
        width: 'certain-pods',
        podLabels: JSON.parse('{"__proto__":"c"}'),
      },
    },
  ],
  ['ports', { ports: manyPorts(101) }],
  ['reviewBy', { reviewBy: '2027-02-29' }],
  ['reviewBy', { reviewBy: '12.02.2027' }],
  ['ticket', { ticket: 'a'.repeat(201) }],
  ['from.extra', { from: { width: 'all-namespaces', extra: 1 } }],
  ['extra', { extra: 1 }],
])('reports at %s: %j', (path, change) => {
  const parsed = parseExposureDraft({ ...webDraft, ...change });
  expect(parsed.ok ? [] : parsed.problems.map(problem => problem.path)).toEqual(
    [path],
  );
});

it("speaks in Kubernetes' words", () => {
  expect(
    parseExposureDraft({
      ...webDraft,
      podSelector: { a: '-' },
      ports: [{ protocol: 'TCP', port: 0 }],
      extra: 1,
    }),
  ).toEqual({
    ok: false,
    problems: [
      {
        path: 'podSelector',
        message: expect.stringMatching(
          /^value of label "a": a valid label must be an empty string or consist/,
        ),
      },
      {
        path: 'ports[0].port',
        message: 'must be between 1 and 65535, inclusive',
      },
      { path: 'extra', message: 'unknown field "extra"' },
    ],
  });
});
