import { dump } from 'js-yaml';
import fc from 'fast-check';
import { placesIn } from './places';

const policies = `# two documents
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: one
  labels:
    app.kubernetes.io/name: web
spec:
  ingress:
  - from:
    - podSelector: {}
    ports:
      # comments may stand between
      - port: 80

      - port: 90
        endPort: 70
---
kind: NetworkPolicy
spec: {ingress: [{}, {from: []}]}
`;

const find = (text: string) => placesIn(() => text);

const place = (
  text: string,
  document: number,
  object: string,
  path: string,
) => {
  const found = find(text)({ file: 'x', document, path: object }, path);
  return found && [found.line, found.endLine, found.text.join('\n')];
};

describe('the lines of a field', () => {
  it('are found in the document that is meant', () => {
    expect(place(policies, 1, '', 'spec.ingress[0].ports[1].endPort')).toEqual([
      17,
      17,
      '        endPort: 70',
    ]);
    expect(place(policies, 2, '', 'spec.ingress[1]')).toEqual([
      20,
      20,
      'spec: {ingress: [{}, {from: []}]}',
    ]);
  });

  it.each(['\n', '\r\n'])('leave out the comments after it (%j)', end => {
    const lines = [
      'spec:',
      '  a:',
      '  - b:',
      '    - c: 1 # one',
      '    # of b',
      '',
      '  # d',
      '  d: 2',
    ];
    expect(place(lines.join(end), 1, '', 'spec.a[0]')).toEqual([
      3,
      4,
      expect.stringMatching(/^ {2}- b:\r?\n {4}- c: 1 # one\r?$/),
    ]);
  });

  it('are all the lines that it takes', () => {
    expect(place(policies, 1, '', 'spec.ingress[0]')).toEqual([
      10,
      17,
      expect.stringMatching(/^ {2}- from:[^]*endPort: 70$/),
    ]);
  });

  it('are found for keys with dots and slashes', () => {
    expect(
      place(policies, 1, '', 'metadata.labels.app.kubernetes.io/name'),
    ).toEqual([7, 7, '    app.kubernetes.io/name: web']);
  });

  it('are those of the nearest part that exists, where the field is missing', () => {
    expect(place(policies, 1, '', 'metadata.namespace')?.[0]).toBe(4);
    expect(place(policies, 1, '', 'spec.ingress[7].from')?.[0]).toBe(9);
  });

  it('are unknown for a document that does not exist', () => {
    expect(place(policies, 3, '', 'spec')).toBeUndefined();
  });
});

describe('the lines of an object of a list', () => {
  const list = {
    apiVersion: 'v1',
    kind: 'List',
    metadata: { note: 'items: [{}]' },
    items: [
      { kind: 'A', text: 'items:\n- a\n}]{[",\\' },
      { kind: 'B', spec: { ports: [{ port: 1 }, { port: 2 }] } },
      { kind: 'C' },
    ],
  };
  const texts = {
    'JSON of kubectl': JSON.stringify(list, null, 4),
    'JSON on one line': JSON.stringify(list),
    'an array': JSON.stringify(list.items, null, 2),
    YAML: dump(list),
    'YAML without indentation': dump(list, { noArrayIndent: true }),
    'YAML with comments': dump(list).replace(/^ {2}- /gm, '# next\n  - '),
    'YAML on one line': dump(list, { flowLevel: 0 }),
  };

  it.each(Object.entries(texts))('are found in %s', (name, text) => {
    const items = name === 'an array' ? '[1]' : 'items[1]';
    const [line, , words] = place(text, 1, items, 'spec.ports[1].port') ?? [];
    expect(words).toMatch(/port"?: ?2/);
    expect(text.split('\n')[Number(line) - 1]).toContain('port');
    expect(place(text, 1, items, '')?.[2]).toMatch(/kind"?: ?"?B/);
  });

  it('are found whatever the objects before hold', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue({ noUnicodeString: false })),
        fc.boolean(),
        fc.constantFrom(undefined, 2),
        (before, asArray, indent) => {
          const items = [...before, { wanted: { field: 42 } }];
          const text = JSON.stringify(
            asArray ? items : { kind: 'List', items },
            null,
            indent,
          );
          const index = `${asArray ? '' : 'items'}[${before.length}]`;
          expect(place(text, 1, index, 'wanted.field')?.[2]).toContain(
            indent ? '"field": 42' : '"field":42',
          );
        },
      ),
    );
  });
});
