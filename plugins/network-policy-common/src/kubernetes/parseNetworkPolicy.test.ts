import { parse } from 'yaml';
import { valueOf } from '../testing/snapshotOf';
import { parseNetworkPolicy } from './parseNetworkPolicy';

const read = (spec: string) =>
  parseNetworkPolicy({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name: 'web', namespace: 'default' },
    spec: parse(spec),
  });

const problemsOf = (spec: string) => {
  const parsed = read(spec);
  return parsed.ok ? [] : parsed.problems;
};

it.each([
  ['{}', ['Ingress']],
  ['{ policyTypes: }', ['Ingress']],
  ['{ policyTypes: [] }', ['Ingress']],
  ['{ egress: [] }', ['Ingress']],
  ['{ egress: [{}] }', ['Ingress', 'Egress']],
  ['{ egress: [{}], policyTypes: [Ingress] }', ['Ingress']],
  ['{ policyTypes: [Egress] }', ['Egress']],
])('rule 1: the types of %s are %j', (spec, expected) => {
  expect(valueOf(read(spec)).policyTypes).toEqual(expected);
});

it('keeps absent and empty selectors apart and fills in the rest', () => {
  const policy = valueOf(
    read(`
      podSelector: { matchLabels: { app: web } }
      ingress:
      - from:
        - namespaceSelector: {}
          podSelector:
        - podSelector: { matchExpressions: [{ key: a, operator: Exists }] }
        - ipBlock: { cidr: 10.0.0.0/8, except: [10.1.0.0/16] }
        ports:
        - port: http
        - { protocol: UDP, port: 53, endPort: 54 }
        - {}
      `),
  );
  expect(policy).toEqual({
    name: 'web',
    namespace: 'default',
    labels: {},
    annotations: {},
    podSelector: { matchLabels: { app: 'web' }, matchExpressions: [] },
    policyTypes: ['Ingress'],
    egress: [],
    ingress: [
      {
        peers: [
          {
            kind: 'pods',
            namespaceSelector: { matchLabels: {}, matchExpressions: [] },
          },
          {
            kind: 'pods',
            podSelector: {
              matchLabels: {},
              matchExpressions: [{ key: 'a', operator: 'Exists', values: [] }],
            },
          },
          { kind: 'ipBlock', cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] },
        ],
        ports: [
          { protocol: 'TCP', port: 'http' },
          { protocol: 'UDP', port: 53, endPort: 54 },
          { protocol: 'TCP' },
        ],
      },
    ],
  });
});

it('ignores fields that it does not know, and takes items of lists, which have no kind', () => {
  const parsed = parseNetworkPolicy({
    metadata: { name: 'a', uid: '1', managedFields: [] },
    spec: { podSelector: {}, later: 1 },
    status: {},
  });
  expect(valueOf(parsed)).toMatchObject({ name: 'a', namespace: 'default' });
});

it.each([
  [
    'ingress[0].from[0]',
    'must specify a peer',
    '{ ingress: [{ from: [{}] }] }',
  ],
  [
    'ingress[0].from[1]',
    'may not specify both ipBlock and another peer',
    '{ ingress: [{ from: [{ podSelector: {} }, { podSelector: {}, ipBlock: { cidr: 10.0.0.0/8 } }] }] }',
  ],
  [
    'egress[0].to[0].ipBlock.cidr',
    'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    '{ egress: [{ to: [{ ipBlock: { cidr: 10.0.0/8 } }] }] }',
  ],
  [
    'ingress[0].from[0].ipBlock.cidr',
    'must not have leading 0s in IP or prefix length',
    '{ ingress: [{ from: [{ ipBlock: { cidr: 010.0.0.0/8 } }] }] }',
  ],
  [
    'ingress[0].ports[0].port',
    'must be an integer or a string',
    '{ ingress: [{ ports: [{ port: 80.5 }] }] }',
  ],
  [
    'ingress',
    'Invalid input: expected array, received string',
    '{ ingress: all }',
  ],
  [
    'ingress[0].from[0].ipBlock.except[0]',
    'must be a strict subset of `cidr`',
    '{ ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8, except: [10.0.0.0/8] } }] }] }',
  ],
  [
    'ingress[0].ports[0].endPort',
    'may not be specified when `port` is non-numeric',
    '{ ingress: [{ ports: [{ port: http, endPort: 90 }] }] }',
  ],
  [
    'ingress[0].ports[0].endPort',
    'must be greater than or equal to `port`',
    '{ ingress: [{ ports: [{ port: 80, endPort: 79 }] }] }',
  ],
  [
    'ingress[0].ports[0].endPort',
    'may not be specified when `port` is not specified',
    '{ ingress: [{ ports: [{ endPort: 79 }] }] }',
  ],
  [
    'ingress[0].ports[0].port',
    'must be between 1 and 65535, inclusive',
    '{ ingress: [{ ports: [{ port: 65536 }] }] }',
  ],
  [
    'ingress[0].ports[0].protocol',
    'Unsupported value: supported values: "TCP", "UDP", "SCTP"',
    '{ ingress: [{ ports: [{ protocol: ICMP }] }] }',
  ],
  [
    'podSelector.matchExpressions[0].values',
    "must be specified when `operator` is 'In' or 'NotIn'",
    '{ podSelector: { matchExpressions: [{ key: a, operator: In }] } }',
  ],
  [
    'podSelector.matchExpressions[0].operator',
    'not a valid selector operator',
    '{ podSelector: { matchExpressions: [{ key: a, operator: Near }] } }',
  ],
  [
    'policyTypes[0]',
    'Unsupported value: supported values: "Ingress", "Egress"',
    '{ policyTypes: [Both] }',
  ],
])('says at spec.%s: %s', (path, message, spec) => {
  expect(problemsOf(spec)).toEqual([{ path: `spec.${path}`, message }]);
});

it.each([
  ['an ordinary object', { podSelector: {} }],
  ['an object that only the schema reads', undefined],
])(
  'keeps annotations, whatever their keys, and of the copy that kubectl makes only that there is one: %s',
  (_, spec) => {
    const copied = 'kubectl.kubernetes.io/last-applied-configuration';
    const annotationsWith = (copy: string) =>
      valueOf(
        parseNetworkPolicy({
          metadata: {
            name: 'a',
            annotations: JSON.parse(
              `{ "__proto__": "x", "a": "b", "${copied}": ${JSON.stringify(
                copy,
              )} }`,
            ),
          },
          spec,
        }),
      ).annotations;

    const kept = annotationsWith('{ "kind": "NetworkPolicy" }');
    expect(Object.entries(kept)).toEqual([
      ['__proto__', 'x'],
      ['a', 'b'],
      [copied, 'not kept'],
    ]);
    expect(annotationsWith('{ "kind": "NetworkPolicy", "spec": {} }')).toBe(
      kept,
    );
    expect(annotationsWith('')).toEqual({ ...kept, [copied]: '' });
  },
);

it('refuses a selector of which a label cannot be asked for', () => {
  const parsed = parseNetworkPolicy({
    metadata: { name: 'a' },
    spec: { podSelector: { matchLabels: JSON.parse('{ "__proto__": "x" }') } },
  });
  expect(parsed).toMatchObject({
    problems: [{ path: 'spec.podSelector.matchLabels.__proto__' }],
  });
});

it('tells of ten thousand wrong peers in a hundred problems', () => {
  const from = new Array(10_000).fill({});
  const parsed = parseNetworkPolicy({
    metadata: { name: 'a' },
    spec: { podSelector: {}, ingress: [{ from }] },
  });
  expect(parsed.ok ? [] : parsed.problems).toHaveLength(101);
});

it('refuses other kinds and versions, and what is no object', () => {
  const metadata = { name: 'a' };
  expect(parseNetworkPolicy({ kind: 'Pod', metadata })).toEqual({
    ok: false,
    problems: [{ path: 'kind', message: 'must be NetworkPolicy' }],
  });
  expect(
    parseNetworkPolicy({ apiVersion: 'extensions/v1beta1', metadata }),
  ).toMatchObject({ problems: [{ path: 'apiVersion' }] });
  expect(parseNetworkPolicy({ metadata: {} })).toEqual({
    ok: false,
    problems: [{ path: 'metadata.name', message: 'Required value' }],
  });
  expect(parseNetworkPolicy('text')).toMatchObject({
    ok: false,
    problems: [{ path: '' }],
  });
});
