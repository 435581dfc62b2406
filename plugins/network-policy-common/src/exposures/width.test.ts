import fc from 'fast-check';
import { rule } from '../__testUtils__/arbitraries';
import { IndexedCluster } from '../cluster/IndexedCluster';
import { Labels } from '../kubernetes/labels';
import { NetworkPolicyRule } from '../kubernetes/networkPolicy';
import { namespaceNameLabel } from '../kubernetes/parseNamespace';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { allowedPorts, ConnectionEnd } from '../verdict';
import { exposureWidth, isAllNamespaces, placeOfWidth, widths } from './width';

const widthOf = (spelled: string) => {
  const written = policy('a', `{ ingress: [${spelled}] }`);
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
])('%s is %s', (spelled, expected) => {
  expect(widthOf(spelled)).toBe(expected);
});

const namespaceName = (operator: string, ...values: string[]) =>
  `{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: ${operator}${
    values.length > 0 ? `, values: [${values.join(', ')}]` : ''
  }}] } }`;
const block = (cidr: string, except = '') =>
  `{ ipBlock: { cidr: "${cidr}", except: [${except}] } }`;

it.each([
  ['both families', [block('0.0.0.0/0'), block('::/0')], 'any-source'],
  ['halves', [block('0.0.0.0/1'), block('128.0.0.0/1')], 'any-source'],
  ['IPv6 halves', [block('::/1'), block('8000::/1')], 'any-source'],
  [
    'a hole that another block fills',
    [block('0.0.0.0/0', '10.0.0.0/8'), block('10.0.0.0/8')],
    'any-source',
  ],
  [
    'a hole that is left',
    [block('0.0.0.0/0', '10.0.0.0/8'), block('10.0.0.0/9')],
    'addresses',
  ],
  [
    'halves of different families',
    [block('0.0.0.0/1'), block('8000::/1')],
    'addresses',
  ],
  [
    'addresses and pods',
    [block('192.0.2.0/24'), '{ namespaceSelector: {} }'],
    'all-namespaces',
  ],
  [
    'all namespaces but one, and that one',
    [namespaceName('NotIn', 'a'), namespaceName('In', 'a', 'b')],
    'all-namespaces',
  ],
  [
    'all other namespaces, and its own',
    [namespaceName('NotIn', 'default'), '{ podSelector: {} }'],
    'all-namespaces',
  ],
  [
    'all other namespaces, and some pods of its own',
    [
      namespaceName('NotIn', 'default'),
      '{ podSelector: { matchLabels: { a: b } } }',
    ],
    'labelled-namespaces',
  ],
  [
    'namespaces with a label and those without',
    [
      '{ namespaceSelector: { matchExpressions: [{ key: team, operator: Exists }] } }',
      '{ namespaceSelector: { matchExpressions: [{ key: team, operator: DoesNotExist }] } }',
    ],
    'all-namespaces',
  ],
  [
    'namespaces with two different labels',
    [
      '{ namespaceSelector: { matchExpressions: [{ key: team, operator: Exists }] } }',
      '{ namespaceSelector: { matchExpressions: [{ key: stage, operator: DoesNotExist }] } }',
    ],
    'labelled-namespaces',
  ],
  [
    'all but names that no namespace can have',
    [namespaceName('NotIn', 'No.Name', 'under_score')],
    'all-namespaces',
  ],
  ['a name that no namespace can have', [namespaceName('In', 'A')], undefined],
  ['namespaces without a name', [namespaceName('DoesNotExist')], undefined],
  [
    'its own name and one that no namespace can have',
    [namespaceName('In', 'default', 'No.Name')],
    undefined,
  ],
  [
    'requirements that exclude each other',
    [
      '{ namespaceSelector: { matchLabels: { team: a }, matchExpressions: [{ key: team, operator: NotIn, values: [a] }] } }',
      '{ namespaceSelector: {}, podSelector: { matchLabels: { a: b }, matchExpressions: [{ key: a, operator: DoesNotExist }] } }',
    ],
    undefined,
  ],
])('%s together', (_, peers, expected) => {
  expect(widthOf(`{ from: [${peers.join(', ')}] }`)).toBe(expected);
});

describe('of any rule', () => {
  const namespaces = ['x', 'y', undefined].map((team, index) => {
    const name = ['a', 'b', 'c'][index];
    return {
      name,
      labels: { [namespaceNameLabel]: name, ...(team && { team }) },
    };
  });
  const target = pod('a/target', {}, { addresses: ['10.0.0.1'] });
  const clientLabels: Labels[] = [{}, { app: 'x' }, { app: 'y', role: 'x' }];
  const pods = ['a', 'b', 'c', 'elsewhere'].flatMap(own =>
    clientLabels.map((labels, index) => pod(`${own}/pod-${index}`, labels)),
  );
  const admits = (one: NetworkPolicyRule, source: ConnectionEnd) =>
    !allowedPorts(
      IndexedCluster.from(
        snapshot({
          namespaces,
          pods: [target],
          networkPolicies: [
            { ...policy('p', '{ }', 'a'), ingress: [{ ...one, ports: [] }] },
          ],
        }),
      ),
      { from: source, to: { kind: 'pod', pod: target } },
    ).isEmpty();

  it('none admits nothing from elsewhere', () => {
    fc.assert(
      fc.property(rule, one => {
        fc.pre(exposureWidth({ namespace: 'a' }, one) === undefined);
        const others: ConnectionEnd[] = [
          ...pods
            .filter(({ namespace }) => namespace !== 'a')
            .map(other => ({ kind: 'pod' as const, pod: other })),
          { kind: 'address', address: '203.0.113.7' },
        ];
        expect(others.filter(other => admits(one, other))).toEqual([]);
      }),
    );
  });

  it('all namespaces admits every pod', () => {
    fc.assert(
      fc.property(rule, one => {
        fc.pre(exposureWidth({ namespace: 'a' }, one) === 'all-namespaces');
        expect(
          pods.filter(other => !admits(one, { kind: 'pod', pod: other })),
        ).toEqual([]);
      }),
    );
  });

  it('NP-05 admits nothing from outside', () => {
    fc.assert(
      fc.property(rule, one => {
        fc.pre(isAllNamespaces({ namespace: 'a' }, one));
        expect(
          ['203.0.113.7', '10.0.0.5', 'fd00::5'].filter(address =>
            admits(one, { kind: 'address', address }),
          ),
        ).toEqual([]);
      }),
    );
  });
});

it('tells NP-05 from the wider ones', () => {
  const narrow = policy(
    'a',
    '{ ingress: [{ from: [{ namespaceSelector: {} }] }, {}, { from: [{ namespaceSelector: {} }, { ipBlock: { cidr: 192.0.2.0/24 } }] }] }',
  );
  expect(narrow.ingress.map(one => isAllNamespaces(narrow, one))).toEqual([
    true,
    false,
    false,
  ]);
});

it('all widths are known, widest first', () => {
  expect(widths.map(placeOfWidth)).toEqual([0, 1, 2, 3, 4, 5]);
});
