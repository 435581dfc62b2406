import { policy } from '../testing/snapshotOf';
import { exposureWidth, isAllNamespaces } from './width';

const widthOf = (rule: string) => {
  const written = policy('a', `{ ingress: [${rule}] }`);
  return exposureWidth(written, written.ingress[0]);
};

it.each([
  ['{}', 'any-source'],
  ['{ from: }', 'any-source'],
  ['{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }', 'any-source'],
  [
    '{ from: [{ ipBlock: { cidr: "::/0", except: ["fd00::/8"] } }] }',
    'addresses',
  ],
  ['{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }', 'addresses'],
  ['{ from: [{ namespaceSelector: {} }] }', 'all-namespaces'],
  ['{ from: [{ namespaceSelector: {}, podSelector: {} }] }', 'all-namespaces'],
  ['{ from: [{ namespaceSelector: { matchLabels: } }] }', 'all-namespaces'],
  [
    '{ from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: Exists }] } }] }',
    'all-namespaces',
  ],
  [
    '{ from: [{ podSelector: {} }, { namespaceSelector: {} }] }',
    'all-namespaces',
  ],
  [
    '{ from: [{ namespaceSelector: { matchExpressions: [{ key: team, operator: Exists }] } }] }',
    'labelled-namespaces',
  ],
  [
    '{ from: [{ namespaceSelector: {}, podSelector: { matchLabels: { a: b } } }] }',
    'certain-pods',
  ],
  [
    '{ from: [{ namespaceSelector: { matchLabels: { a: b } }, podSelector: { matchLabels: { a: b } } }] }',
    'certain-pods-in-labelled-namespaces',
  ],
  ['{ from: [{ podSelector: {} }] }', undefined],
  [
    '{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: default } } }] }',
    undefined,
  ],
  [
    '{ from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: In, values: [default] }] } }] }',
    undefined,
  ],
])('%s is %s', (rule, expected) => {
  expect(widthOf(rule)).toBe(expected);
});

it('tells NP-05 from the wider spelling without peers', () => {
  const narrow = policy(
    'a',
    '{ ingress: [{ from: [{ namespaceSelector: {} }] }, {}] }',
  );
  expect(narrow.ingress.map(rule => isAllNamespaces(narrow, rule))).toEqual([
    true,
    false,
  ]);
});
