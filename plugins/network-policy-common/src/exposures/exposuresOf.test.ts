import { IndexedCluster } from '../cluster/IndexedCluster';
import { ClusterSnapshot, Service } from '../kubernetes/clusterSnapshot';
import { clusterPolicy } from '../testing/clusterPolicy';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { exposuresOf } from './exposuresOf';

const web = pod(
  'default/web-1',
  { app: 'web' },
  {
    ports: [{ name: 'http', protocol: 'TCP', containerPort: 8080 }],
    owner: { kind: 'ReplicaSet', name: 'web' },
  },
);
const secondWeb = { ...web, name: 'web-2' };
const database = pod('default/database', { app: 'database' });
const client = pod('shop/client', { role: 'client' });

const ofWeb = (name: string, rule: string) =>
  policy(
    name,
    `{ podSelector: { matchLabels: { app: web } }, ingress: [${rule}] }`,
  );
const denyAll = policy('deny-all', '{ podSelector: {} }');
const allNamespaces = '{ from: [{ namespaceSelector: {} }] }';
const np05 = ofWeb('np05', allNamespaces);
const fromTeam =
  '{ from: [{ namespaceSelector: { matchLabels: { team: a } } }] }';

const exposures = (parts: Partial<ClusterSnapshot>) =>
  exposuresOf(
    IndexedCluster.from(
      snapshot({ pods: [web, secondWeb, database, client], ...parts }),
    ),
  );

const effectsOf = (parts: Partial<ClusterSnapshot>, name = 'np05') =>
  exposures(parts).find(exposure => exposure.policy.name === name)?.effects;

const reference = (name: string, rule?: number) => ({
  kind: 'NetworkPolicy',
  namespace: 'default',
  name,
  tier: 'NetworkPolicy',
  ...(rule !== undefined && { rule }),
});

const clusterReference = (
  name: string,
  rule: number,
  tier: 'Admin' | 'Baseline' = 'Admin',
) => ({ kind: 'ClusterNetworkPolicy', name, tier, rule });

it('says of a rule whom it admits, whose it is, and what it opens', () => {
  const managed = {
    ...ofWeb(
      'np05',
      `{ from: [{ podSelector: {} }] }, { from: [{ namespaceSelector: {} }], ports: [{ port: http }] }`,
    ),
    labels: { 'app.kubernetes.io/managed-by': 'backstage' },
    annotations: {
      'network-policy.backstage.io/owner': 'group:default/web-team',
      'network-policy.backstage.io/reason': 'Shared login page',
      'network-policy.backstage.io/review-by': '2027-02-12',
      'network-policy.backstage.io/ticket': '',
    },
  };
  const service: Service = {
    namespace: 'default',
    name: 'web',
    selector: { app: 'web' },
    headless: false,
    ports: [],
    type: 'ClusterIP',
  };
  const services = [
    service,
    { ...service, name: 'old', selector: { app: 'web', version: '1' } },
    { ...service, namespace: 'shop' },
  ];
  expect(exposures({ networkPolicies: [denyAll, managed], services })).toEqual([
    {
      policy: reference('np05', 1),
      width: 'all-namespaces',
      namespace: 'default',
      podSelector: { matchLabels: { app: 'web' }, matchExpressions: [] },
      ports: [{ protocol: 'TCP', port: 'http' }],
      pods: 2,
      workloads: [{ namespace: 'default', kind: 'ReplicaSet', name: 'web' }],
      services: [{ namespace: 'default', name: 'web' }],
      effects: [{ kind: 'opens', pods: 2 }],
      managed: true,
      owner: 'group:default/web-team',
      reason: 'Shared login page',
      reviewBy: '2027-02-12',
    },
  ]);
});

it('lists every rule that admits more than its own namespace, widest first', () => {
  const found = exposures({
    networkPolicies: [
      denyAll,
      ofWeb('team', fromTeam),
      np05,
      ofWeb('own', '{ from: [{ podSelector: {} }] }'),
      ofWeb('any', '{}'),
      policy('np05', `{ ingress: [${allNamespaces}] }`, 'shop'),
      ofWeb('block', '{ from: [{ ipBlock: { cidr: 192.0.2.0/24 } }] }'),
    ],
  });
  expect(
    found.map(({ width, namespace, policy: { name } }) => [
      width,
      `${namespace}/${name}`,
    ]),
  ).toEqual([
    ['any-source', 'default/any'],
    ['all-namespaces', 'default/np05'],
    ['all-namespaces', 'shop/np05'],
    ['labelled-namespaces', 'default/team'],
    ['addresses', 'default/block'],
  ]);
});

it('leaves out rules of ingress of a policy that is not about ingress', () => {
  const egressOnly = policy(
    'np05',
    `{ podSelector: {}, policyTypes: [Egress], ingress: [${allNamespaces}] }`,
  );
  expect(exposures({ networkPolicies: [egressOnly] })).toEqual([]);
});

describe('what an exposure does', () => {
  it('selects no pods: none, finished ones, or those in the network of their node', () => {
    const none = [{ kind: 'no-pods', pods: 0 }];
    const networkPolicies = [np05];
    expect(effectsOf({ networkPolicies, pods: [client] })).toEqual(none);
    expect(
      effectsOf({
        networkPolicies,
        pods: [
          { ...web, phase: 'Succeeded' },
          { ...secondWeb, hostNetwork: true },
        ],
      }),
    ).toEqual(none);
  });

  it('rule 4: isolates pods that no other policy isolates', () => {
    expect(effectsOf({ networkPolicies: [np05] })).toEqual([
      { kind: 'alone', pods: 2 },
    ]);
  });

  it('rule 10: names a port that the pods do not have', () => {
    const misnamed = ofWeb(
      'np05',
      '{ from: [{ namespaceSelector: {} }], ports: [{ port: https }] }',
    );
    expect(effectsOf({ networkPolicies: [denyAll, misnamed] })).toEqual([
      { kind: 'no-port', pods: 2 },
    ]);
  });

  it('does different things to different pods', () => {
    const everywhere = policy(
      'np05',
      '{ ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: http }] }] }',
    );
    const onlyWeb = ofWeb('deny-web', '');
    const named = { ...database, ports: web.ports };
    expect(
      effectsOf({
        networkPolicies: [everywhere, onlyWeb],
        pods: [web, secondWeb, named, { ...database, name: 'unnamed' }],
      }),
    ).toEqual([
      { kind: 'opens', pods: 2 },
      { kind: 'alone', pods: 1 },
      { kind: 'no-port', pods: 1 },
    ]);
  });

  it.each([
    ['the same rule', allNamespaces],
    ['any source', '{}'],
    [
      'all namespaces, spelled otherwise',
      '{ from: [{ namespaceSelector: { matchExpressions: [{ key: kubernetes.io/metadata.name, operator: Exists }] }, podSelector: {} }] }',
    ],
    [
      'two halves of the ports',
      '{ from: [{ namespaceSelector: {} }], ports: [{ port: 1, endPort: 8080 }, { protocol: UDP }, { protocol: SCTP }] }, { from: [{ namespaceSelector: {} }], ports: [{ port: 8081, endPort: 65535 }] }',
    ],
  ])('changes nothing beside %s of another policy', (_, rules) => {
    const other = ofWeb('other', rules);
    const { length } = other.ingress;
    expect(effectsOf({ networkPolicies: [denyAll, np05, other] })).toEqual([
      {
        kind: 'already-open',
        pods: 2,
        by: Array.from({ length }, (__, rule) => reference('other', rule)),
      },
    ]);
  });

  it.each([
    ['fewer namespaces', fromTeam],
    [
      'fewer ports',
      '{ from: [{ namespaceSelector: {} }], ports: [{ port: 80 }] }',
    ],
    [
      'blocks that hold the pods',
      '{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }',
    ],
    ['its own namespace', '{ from: [{ podSelector: {} }] }'],
  ])('opens what a rule for %s does not', (_, rule) => {
    expect(
      effectsOf({ networkPolicies: [denyAll, np05, ofWeb('other', rule)] }),
    ).toEqual([{ kind: 'opens', pods: 2 }]);
  });

  it('changes nothing where a rule asks for less of the same labels', () => {
    const narrow = ofWeb(
      'np05',
      '{ from: [{ namespaceSelector: { matchLabels: { team: a, stage: live } }, podSelector: { matchLabels: { role: client } } }] }',
    );
    expect(
      effectsOf({
        networkPolicies: [denyAll, narrow, ofWeb('team', fromTeam)],
      }),
    ).toEqual([{ kind: 'already-open', pods: 2, by: [reference('team', 0)] }]);
  });
});

describe('beside cluster-wide policies', () => {
  const deny = (ports = '') =>
    clusterPolicy(
      'deny',
      `{ ingress: [{ action: Deny, from: [{ namespaces: {} }]${ports} }] }`,
    );
  const networkPolicies = [denyAll, np05];
  const byDeny = [
    { kind: 'overruled', pods: 2, by: [clusterReference('deny', 0)] },
  ];

  it('is overruled where the Admin tier denies all of it', () => {
    expect(
      effectsOf({ networkPolicies, clusterNetworkPolicies: [deny()] }),
    ).toEqual(byDeny);
  });

  it('is overruled though it is the only one that isolates', () => {
    expect(
      effectsOf({
        networkPolicies: [np05],
        clusterNetworkPolicies: [deny()],
      }),
    ).toEqual(byDeny);
  });

  it('opens what the Admin tier does not deny', () => {
    for (const part of [
      deny(', protocols: [{ tcp: { destinationPort: { number: 80 } } }]'),
      clusterPolicy(
        'deny',
        '{ ingress: [{ action: Deny, from: [{ namespaces: { matchLabels: { team: a } } }] }] }',
      ),
      clusterPolicy(
        'pass-first',
        '{ ingress: [{ action: Pass, from: [{ namespaces: { matchLabels: { team: a } } }] }, { action: Deny, from: [{ namespaces: {} }] }] }',
      ),
    ]) {
      expect(
        effectsOf({ networkPolicies, clusterNetworkPolicies: [part] }),
      ).toEqual([{ kind: 'opens', pods: 2 }]);
    }
  });

  it('is overruled though the Admin tier passes others on first', () => {
    const team = ofWeb('np05', fromTeam);
    const passOthers = clusterPolicy(
      'deny',
      '{ ingress: [{ action: Pass, from: [{ namespaces: { matchLabels: { team: b } } }] }, { action: Deny, from: [{ namespaces: {} }] }] }',
    );
    expect(
      effectsOf({
        networkPolicies: [denyAll, team],
        clusterNetworkPolicies: [passOthers],
      }),
    ).toEqual([
      { kind: 'overruled', pods: 2, by: [clusterReference('deny', 1)] },
    ]);
  });

  it('is never overruled for sources outside, which no rule of the Admin tier names', () => {
    expect(
      effectsOf({
        networkPolicies: [denyAll, ofWeb('np05', '{}')],
        clusterNetworkPolicies: [deny()],
      }),
    ).toEqual([{ kind: 'opens', pods: 2 }]);
  });

  it('changes nothing where the Admin tier accepts as much', () => {
    const accept = clusterPolicy(
      'accept',
      '{ subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: web } } } }, ingress: [{ name: everybody, action: Accept, from: [{ namespaces: {} }] }] }',
    );
    const found = exposures({
      networkPolicies,
      clusterNetworkPolicies: [accept],
    });
    expect(
      found.map(({ policy: { name }, effects }) => [name, effects]),
    ).toEqual([
      // Each of the two is enough.
      [
        'accept',
        [{ kind: 'already-open', pods: 2, by: [reference('np05', 0)] }],
      ],
      [
        'np05',
        [
          {
            kind: 'already-open',
            pods: 2,
            by: [{ ...clusterReference('accept', 0), ruleName: 'everybody' }],
          },
        ],
      ],
    ]);
  });

  it('opens pods that only the Baseline tier would close', () => {
    const baseline = clusterPolicy(
      'baseline',
      '{ tier: Baseline, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }',
    );
    expect(
      effectsOf({
        networkPolicies: [np05],
        clusterNetworkPolicies: [baseline],
      }),
    ).toEqual([{ kind: 'opens', pods: 2 }]);
  });
});

describe('cluster-wide policies that accept', () => {
  const accept = (more = '', rest = '') =>
    clusterPolicy(
      'accept',
      `{ ingress: [{ action: Accept, from: [{ namespaces: {} }]${more} }]${rest} }`,
    );

  it('are exposures of the pods of all namespaces that they are about', () => {
    const monitored = clusterPolicy(
      'accept',
      '{ subject: { pods: { namespaceSelector: { matchLabels: { team: a } }, podSelector: { matchLabels: { app: web } } } }, ingress: [{ name: scrape, action: Accept, from: [{ pods: { podSelector: { matchLabels: { app: metrics } } } }], protocols: [{ tcp: { destinationPort: { range: { start: 9000, end: 9100 } } } }, { udp: {} }, { tcp: { destinationPort: { number: 80 } } }] }] }',
    );
    expect(
      exposures({
        namespaces: [{ name: 'default', labels: { team: 'a' } }],
        networkPolicies: [denyAll],
        clusterNetworkPolicies: [monitored],
      }),
    ).toEqual([
      {
        policy: { ...clusterReference('accept', 0), ruleName: 'scrape' },
        width: 'certain-pods',
        namespaceSelector: {
          matchLabels: { team: 'a' },
          matchExpressions: [],
        },
        podSelector: { matchLabels: { app: 'web' }, matchExpressions: [] },
        ports: [
          { protocol: 'TCP', port: 9000, endPort: 9100 },
          { protocol: 'UDP' },
          { protocol: 'TCP', port: 80 },
        ],
        pods: 2,
        workloads: [{ namespace: 'default', kind: 'ReplicaSet', name: 'web' }],
        services: [],
        effects: [{ kind: 'opens', pods: 2 }],
        managed: false,
      },
    ]);
  });

  it('spell a port that is named without a protocol as one of each', () => {
    const [{ ports }] = exposures({
      clusterNetworkPolicies: [
        accept(', protocols: [{ destinationNamedPort: http }]'),
      ],
    });
    expect(ports).toEqual(
      ['TCP', 'UDP', 'SCTP'].map(protocol => ({ protocol, port: 'http' })),
    );
  });

  it('change nothing where nothing isolates', () => {
    expect(effectsOf({ clusterNetworkPolicies: [accept()] }, 'accept')).toEqual(
      [{ kind: 'already-open', pods: 4, by: [] }],
    );
  });

  it('open what a later rule of their tier would deny', () => {
    const later = clusterPolicy(
      'later',
      '{ priority: 11, ingress: [{ action: Deny, from: [{ namespaces: { matchLabels: { team: a } } }] }] }',
    );
    expect(
      effectsOf({ clusterNetworkPolicies: [later, accept()] }, 'accept'),
    ).toEqual([{ kind: 'opens', pods: 4 }]);
  });

  it.each(['Deny', 'Pass'])(
    'never count behind a rule that says %s',
    action => {
      const first = clusterPolicy(
        'first',
        `{ priority: 1, ingress: [{ action: ${action}, from: [{ namespaces: {} }] }] }`,
      );
      expect(
        effectsOf({ clusterNetworkPolicies: [accept(), first] }, 'accept'),
      ).toEqual([
        { kind: 'overruled', pods: 4, by: [clusterReference('first', 0)] },
      ]);
    },
  );

  it('of the Baseline tier never count where a NetworkPolicy isolates', () => {
    const baseline = accept('', ', tier: Baseline');
    expect(
      effectsOf(
        { networkPolicies: [denyAll], clusterNetworkPolicies: [baseline] },
        'accept',
      ),
    ).toEqual([
      { kind: 'already-open', pods: 1, by: [] },
      { kind: 'overruled', pods: 3, by: [reference('deny-all')] },
    ]);
  });

  it('of the Baseline tier open what a later rule would deny', () => {
    const baseline = clusterPolicy(
      'accept',
      '{ tier: Baseline, ingress: [{ action: Accept, from: [{ namespaces: { matchLabels: { team: a } } }] }, { action: Deny, from: [{ namespaces: {} }] }] }',
    );
    expect(effectsOf({ clusterNetworkPolicies: [baseline] }, 'accept')).toEqual(
      [{ kind: 'opens', pods: 4 }],
    );
  });

  it('are none where they keep to the one namespace that they are about', () => {
    const own =
      'namespaces: { matchLabels: { kubernetes.io/metadata.name: default } }';
    expect(
      exposures({
        clusterNetworkPolicies: [
          clusterPolicy(
            'accept',
            `{ subject: { ${own} }, ingress: [{ action: Accept, from: [{ ${own} }] }] }`,
          ),
        ],
      }),
    ).toEqual([]);
  });

  it('are none by what is not understood, which admits nothing', () => {
    expect(
      exposures({
        clusterNetworkPolicies: [
          clusterPolicy(
            'accept',
            '{ ingress: [{ action: Accept, from: [{ somebody: {} }] }, { action: Accept, from: [{ namespaces: {} }], protocols: [{ icmp: {} }] }] }',
          ),
        ],
      }),
    ).toEqual([]);
  });
});
