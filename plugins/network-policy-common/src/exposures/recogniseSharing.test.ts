import fc from 'fast-check';
import { exposureDraft } from '../__testUtils__/exposureDraft';
import { parseNetworkPolicy } from '../kubernetes/parseNetworkPolicy';
import { policy, valueOf } from '../testing/snapshotOf';
import { buildNetworkPolicy } from './manifest';
import { recogniseSharing } from './recogniseSharing';

const selectWeb = 'podSelector: { matchLabels: { app: web } }';
const recognise = (ingress: string, rest = '') =>
  recogniseSharing(
    policy('found', `{ ${selectWeb}, ingress: [${ingress}]${rest} }`),
  );
const fromPeers = (...peers: string[]) =>
  recognise(`{ from: [${peers.join(', ')}] }`);
const byName = (expression: string) =>
  `{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, ${expression} }] } }`;

it('finds the draft again from which a policy was made', () => {
  fc.assert(
    fc.property(exposureDraft, draft => {
      const { cluster, ...sharing } = draft;
      const found = recogniseSharing(
        valueOf(parseNetworkPolicy(buildNetworkPolicy(draft))),
      );
      expect(found).toEqual({
        kind: draft.from.width === 'all-namespaces' ? 'np-05' : 'narrower',
        width: draft.from.width,
        sharing,
      });
    }),
  );
});

const np05 = {
  kind: 'np-05',
  width: 'all-namespaces',
  sharing: {
    namespace: 'default',
    name: 'found',
    podSelector: { app: 'web' },
    from: { width: 'all-namespaces' },
    ports: [],
  },
};

describe('NP-05 in other spellings', () => {
  it.each([
    ['{ namespaceSelector: {} }'],
    ['{ namespaceSelector: { matchLabels: , matchExpressions: } }'],
    ['{ namespaceSelector: {}, podSelector: {} }'],
    ['{ podSelector: {} }, { namespaceSelector: {} }'],
    [
      '{ namespaceSelector: { matchLabels: { team: a } } }, { namespaceSelector: {} }',
    ],
    [byName('operator: Exists')],
    [byName('operator: NotIn, values: [No.Name, under_score]')],
    [
      `${byName('operator: In, values: [a]')}, ${byName(
        'operator: NotIn, values: [a, B]',
      )}`,
    ],
    [`{ podSelector: {} }, ${byName('operator: NotIn, values: [default]')}`],
    [
      '{ namespaceSelector: { matchExpressions: [{ key: team, operator: Exists }] } }, { namespaceSelector: { matchExpressions: [{ key: team, operator: DoesNotExist }] } }',
    ],
    [
      '{ namespaceSelector: {} }, { namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: No.Name } } }',
    ],
  ])('%s', peers => {
    expect(fromPeers(peers)).toEqual(np05);
  });

  it('by a rule beside one that nothing can match', () => {
    expect(
      recognise(
        `{ from: [${byName(
          'operator: DoesNotExist',
        )}] }, { from: [{ namespaceSelector: {} }] }`,
      ),
    ).toEqual(np05);
  });

  it('with pods that are selected by expressions that say no more than labels', () => {
    expect(
      recogniseSharing(
        policy(
          'found',
          '{ podSelector: { matchExpressions: [{ key: app, operator: In, values: [web] }, { key: app, operator: Exists }] }, ingress: [{ from: [{ namespaceSelector: {} }] }] }',
        ),
      ),
    ).toEqual(np05);
  });

  it('on all ports of a protocol', () => {
    expect(
      recognise(
        '{ from: [{ namespaceSelector: {} }], ports: [{ protocol: UDP }, { port: http }] }',
      ),
    ).toEqual({
      ...np05,
      sharing: {
        ...np05.sharing,
        ports: [
          { protocol: 'UDP', port: 1, endPort: 65535 },
          { protocol: 'TCP', port: 'http' },
        ],
      },
    });
  });
});

it.each([
  [
    '{ namespaceSelector: { matchLabels: { team: a } } }',
    { width: 'labelled-namespaces', namespaceLabels: { team: 'a' } },
  ],
  [
    byName('operator: In, values: [a, B]'),
    {
      width: 'labelled-namespaces',
      namespaceLabels: { 'kubernetes.io/metadata.name': 'a' },
    },
  ],
  [
    '{ namespaceSelector: {}, podSelector: { matchLabels: { role: client } } }',
    { width: 'certain-pods', podLabels: { role: 'client' } },
  ],
  [
    '{ namespaceSelector: { matchLabels: { team: a } }, podSelector: { matchLabels: { role: client } } }, { namespaceSelector: { matchLabels: { team: a, stage: live } }, podSelector: { matchLabels: { role: client } } }',
    {
      width: 'certain-pods-in-labelled-namespaces',
      namespaceLabels: { team: 'a' },
      podLabels: { role: 'client' },
    },
  ],
])('narrower than NP-05: %s', (peers, from) => {
  expect(fromPeers(peers)).toMatchObject({
    kind: 'narrower',
    width: from.width,
    sharing: { from },
  });
});

describe('what no draft can ask for', () => {
  const all = '{ from: [{ namespaceSelector: {} }] }';

  it.each([
    [
      '{}',
      'wider',
      'any-source',
      'spec.ingress[0].from',
      'admits sources outside the cluster',
    ],
    [
      '{ from: [{ ipBlock: { cidr: 0.0.0.0/1 } }, { ipBlock: { cidr: 128.0.0.0/1 } }] }',
      'wider',
      'any-source',
      'spec.ingress[0].from',
      'admits sources outside the cluster',
    ],
    [
      '{ from: [{ namespaceSelector: {} }, { ipBlock: { cidr: 192.0.2.0/24 } }] }',
      'wider',
      'all-namespaces',
      'spec.ingress[0].from',
      'admits several kinds of sources',
    ],
    [
      '{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }',
      'other',
      'addresses',
      'spec.ingress[0].from',
      'admits sources outside the cluster',
    ],
    [
      '{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }, { namespaceSelector: { matchLabels: { team: a } } }] }',
      'other',
      'labelled-namespaces',
      'spec.ingress[0].from',
      'admits several kinds of sources',
    ],
    [
      '{ from: [{ namespaceSelector: { matchLabels: { team: a } } }, { namespaceSelector: { matchLabels: { stage: live } } }] }',
      'narrower',
      'labelled-namespaces',
      'spec.ingress[0].from',
      'admits several kinds of sources',
    ],
    [
      '{ from: [{ podSelector: {} }, { namespaceSelector: { matchLabels: { team: a } } }] }',
      'narrower',
      'labelled-namespaces',
      'spec.ingress[0].from',
      'admits several kinds of sources',
    ],
    [
      '{ from: [{ namespaceSelector: { matchExpressions: [{ key: team, operator: In, values: [a, b] }] } }] }',
      'narrower',
      'labelled-namespaces',
      'spec.ingress[0].from',
      'selects by more than labels',
    ],
    [
      `${all}, ${all}`,
      'np-05',
      'all-namespaces',
      'spec.ingress',
      'has several rules',
    ],
    [`{}, ${all}`, 'wider', 'any-source', 'spec.ingress', 'has several rules'],
  ])('%s', (ingress, kind, width, path, message) => {
    expect(recognise(ingress)).toEqual({
      kind,
      width,
      beyond: [{ path, message }],
    });
  });

  it.each([
    ['{}', 'selects every pod'],
    [
      '{ matchExpressions: [{ key: app, operator: NotIn, values: [web] }] }',
      'selects by more than labels',
    ],
    [
      '{ matchLabels: { app: web }, matchExpressions: [{ key: app, operator: DoesNotExist }] }',
      'selects by more than labels',
    ],
  ])('podSelector: %s', (podSelector, message) => {
    expect(
      recogniseSharing(
        policy('found', `{ podSelector: ${podSelector}, ingress: [${all}] }`),
      ),
    ).toEqual({
      kind: 'np-05',
      width: 'all-namespaces',
      beyond: [{ path: 'spec.podSelector', message }],
    });
  });

  it('egress as well', () => {
    expect(recognise(all, ', policyTypes: [Ingress, Egress]')).toMatchObject({
      kind: 'np-05',
      beyond: [{ path: 'spec.policyTypes', message: 'isolates egress too' }],
    });
  });
});

it.each([
  ['', ''],
  ['{ from: [{ podSelector: {} }] }', ''],
  [`{ from: [${byName('operator: In, values: [default]')}] }`, ''],
  ['{ from: [{ namespaceSelector: {} }] }', ', policyTypes: [Egress]'],
])('opens nothing beyond its own namespace: [%s]%s', (ingress, rest) => {
  expect(recognise(ingress, rest)).toEqual({ kind: 'none' });
});
