import { parse } from 'yaml';
import { valueOf } from '../testing/snapshotOf';
import {
  parseAdminNetworkPolicy,
  parseBaselineAdminNetworkPolicy,
  parseClusterNetworkPolicy,
} from './parseClusterNetworkPolicy';

const group = 'policy.networking.k8s.io';

const admin = (spec: string) =>
  parseAdminNetworkPolicy({
    apiVersion: `${group}/v1alpha1`,
    kind: 'AdminNetworkPolicy',
    metadata: { name: 'guard' },
    spec: { priority: 10, subject: { namespaces: {} }, ...parse(spec) },
  });

const baseline = (spec: string, name = 'default') =>
  parseBaselineAdminNetworkPolicy({
    apiVersion: `${group}/v1alpha1`,
    kind: 'BaselineAdminNetworkPolicy',
    metadata: { name },
    spec: { subject: { namespaces: {} }, ...parse(spec) },
  });

const cluster = (spec: string) =>
  parseClusterNetworkPolicy({
    apiVersion: `${group}/v1alpha2`,
    kind: 'ClusterNetworkPolicy',
    metadata: { name: 'guard' },
    spec: {
      tier: 'Admin',
      priority: 10,
      subject: { namespaces: {} },
      ...parse(spec),
    },
  });

const everything = { matchLabels: {}, matchExpressions: [] };
const labelled = (key: string, value: string) => ({
  matchLabels: { [key]: value },
  matchExpressions: [],
});

it('reads an AdminNetworkPolicy, whose Allow is Accept', () => {
  expect(
    valueOf(
      admin(`
        priority: 0
        subject:
          pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: web } } }
        ingress:
        - name: from-tools
          action: Allow
          from: [{ namespaces: { matchLabels: { team: tools } } }]
          ports:
          - portNumber: { port: 80 }
          - portNumber: { protocol: '', port: 81 }
          - portRange: { protocol: UDP, start: 5000, end: 6000 }
          - namedPort: metrics
        - { action: Pass, from: [{ pods: { podSelector: {} } }] }
        `),
    ),
  ).toEqual({
    kind: 'AdminNetworkPolicy',
    name: 'guard',
    labels: {},
    annotations: {},
    tier: 'Admin',
    priority: 0,
    subject: {
      namespaceSelector: everything,
      podSelector: labelled('app', 'web'),
    },
    ingress: [
      {
        name: 'from-tools',
        action: 'Accept',
        peers: [{ kind: 'pods', namespaceSelector: labelled('team', 'tools') }],
        ports: [
          { kind: 'range', protocol: 'TCP', port: 80, endPort: 80 },
          { kind: 'range', protocol: 'TCP', port: 81, endPort: 81 },
          { kind: 'range', protocol: 'UDP', port: 5000, endPort: 6000 },
          { kind: 'named', name: 'metrics' },
        ],
      },
      {
        action: 'Pass',
        peers: [
          {
            kind: 'pods',
            namespaceSelector: everything,
            podSelector: everything,
          },
        ],
        ports: [],
      },
    ],
    egress: [],
  });
});

it('reads the BaselineAdminNetworkPolicy, the last tier', () => {
  expect(
    valueOf(baseline('{ egress: [{ action: Deny, to: [{ nodes: {} }] }] }')),
  ).toMatchObject({
    kind: 'BaselineAdminNetworkPolicy',
    tier: 'Baseline',
    priority: 0,
    egress: [
      {
        action: 'Deny',
        peers: [{ kind: 'nodes', selector: everything }],
        ports: [],
      },
    ],
  });
});

it('reads a ClusterNetworkPolicy: every kind of peer and of port', () => {
  const { egress, tier } = valueOf(
    cluster(`
      tier: Baseline
      egress:
      - action: Accept
        to:
        - namespaces: { matchLabels: { team: a } }
        - networks: [10.0.0.0/8, 'fd00::/8']
        - nodes: { matchLabels: { zone: a } }
        - domainNames: ['*.example.com', example.org]
        protocols:
        - tcp: { destinationPort: { number: 80 } }
        - udp: { destinationPort: { range: { start: 1, end: 9 } } }
        - sctp: {}
        - destinationNamedPort: http
      `),
  );
  expect(tier).toBe('Baseline');
  expect(egress).toEqual([
    {
      action: 'Accept',
      peers: [
        { kind: 'pods', namespaceSelector: labelled('team', 'a') },
        { kind: 'networks', cidrs: ['10.0.0.0/8', 'fd00::/8'] },
        { kind: 'nodes', selector: labelled('zone', 'a') },
        {
          kind: 'domainNames',
          domainNames: ['*.example.com', 'example.org'],
        },
      ],
      ports: [
        { kind: 'range', protocol: 'TCP', port: 80, endPort: 80 },
        { kind: 'range', protocol: 'UDP', port: 1, endPort: 9 },
        { kind: 'protocol', protocol: 'SCTP' },
        { kind: 'named', name: 'http' },
      ],
    },
  ]);
});

describe('rule 24: what a later version may have', () => {
  it.each([
    ['{ services: {} }', ['services']],
    ['{ namespaces: {}, except: [] }', ['except']],
  ])('the peer %s is unknown', (peer, fields) => {
    const unknown = [{ kind: 'unknown', fields }];
    const egress = `{ egress: [{ action: Deny, to: [${peer}] }] }`;
    const ingress = `{ ingress: [{ action: Deny, from: [${peer}] }] }`;
    expect(valueOf(admin(egress)).egress[0].peers).toEqual(unknown);
    expect(valueOf(cluster(egress)).egress[0].peers).toEqual(unknown);
    expect(valueOf(cluster(ingress)).ingress[0].peers).toEqual(unknown);
  });

  it.each(['networks: [10.0.0.0/8]', 'nodes: {}', 'domainNames: [a.b]'])(
    'a source given as %s is unknown: the API has it for egress only',
    peer => {
      const policy = valueOf(
        cluster(`{ ingress: [{ action: Accept, from: [{ ${peer} }] }] }`),
      );
      expect(policy.ingress[0].peers).toEqual([
        { kind: 'unknown', fields: [peer.split(':')[0]] },
      ]);
    },
  );

  it.each([
    ['{ icmp: {} }', ['icmp']],
    ['{ tcp: { sourcePort: { number: 80 } } }', ['tcp.sourcePort']],
    ['{ udp: { destinationPort: { set: [1] } } }', ['udp.destinationPort.set']],
  ])('the protocol %s is unknown', (protocol, fields) => {
    const rule = `action: Deny, to: [{ namespaces: {} }], protocols: [${protocol}]`;
    expect(
      valueOf(cluster(`{ egress: [{ ${rule} }] }`)).egress[0].ports,
    ).toEqual([{ kind: 'unknown', fields }]);
  });

  it('the port of v1alpha1 is unknown', () => {
    const rule =
      'action: Deny, to: [{ namespaces: {} }], ports: [{ all: true }]';
    expect(valueOf(admin(`{ egress: [{ ${rule} }] }`)).egress[0].ports).toEqual(
      [{ kind: 'unknown', fields: ['all'] }],
    );
  });

  it('the subject is not: nobody would know which pods it is about', () => {
    expect(cluster('{ subject: { nodes: {} } }')).toEqual({
      ok: false,
      problems: [{ path: 'spec.subject.nodes', message: 'unknown field' }],
    });
  });
});

const problemsOf = (parsed: ReturnType<typeof admin>) =>
  parsed.ok ? [] : parsed.problems;

const egressRule = (rule: string) =>
  `{ egress: [{ action: Deny, to: [{ namespaces: {} }], ${rule} }] }`;

it.each([
  ['priority', 'must be greater than or equal to 0', '{ priority: -1 }'],
  ['priority', 'must be less than or equal to 1000', '{ priority: 1001 }'],
  ['priority', 'Required value', '{ priority: }'],
  [
    'subject',
    'may specify only one of namespaces, pods',
    '{ subject: { namespaces: {}, pods: { podSelector: {} } } }',
  ],
  ['subject', 'must specify one of namespaces, pods', '{ subject: {} }'],
  [
    'ingress[0].action',
    'Unsupported value: supported values: "Allow", "Deny", "Pass"',
    '{ ingress: [{ action: Accept, from: [{ namespaces: {} }] }] }',
  ],
  ['ingress[0].from', 'Required value', '{ ingress: [{ action: Deny }] }'],
  [
    'ingress[0].from',
    'must have at least 1 item',
    '{ ingress: [{ action: Deny, from: [] }] }',
  ],
  [
    'ingress[0].from[0]',
    'must specify one of namespaces, pods',
    '{ ingress: [{ action: Deny, from: [{}] }] }',
  ],
  [
    'egress[0].to[0]',
    'may specify only one of namespaces, pods, networks, nodes, domainNames',
    '{ egress: [{ action: Deny, to: [{ namespaces: {}, networks: [10.0.0.0/8] }] }] }',
  ],
  [
    'egress[0].to[0].networks[1]',
    'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)',
    '{ egress: [{ action: Deny, to: [{ networks: [10.0.0.0/8, 10.0/8] }] }] }',
  ],
  [
    'egress[0].to[0].networks',
    'must have at least 1 item',
    '{ egress: [{ action: Deny, to: [{ networks: [] }] }] }',
  ],
  [
    'egress[0].to[0].domainNames[0]',
    expect.stringMatching(/^must match/),
    "{ egress: [{ action: Allow, to: [{ domainNames: ['a.*.b'] }] }] }",
  ],
  [
    'egress[0].to[0].domainNames',
    'is only supported for Allow rules',
    '{ egress: [{ action: Deny, to: [{ domainNames: [a.b] }] }] }',
  ],
  [
    'egress[0].name',
    'may not be more than 100 characters',
    egressRule(`name: ${'a'.repeat(101)}`),
  ],
  ['egress[0].ports', 'must have at least 1 item', egressRule('ports: []')],
  [
    'egress[0].ports[0]',
    'must specify one of portNumber, portRange, namedPort',
    egressRule('ports: [{}]'),
  ],
  [
    'egress[0].ports[0].portNumber.port',
    'must be between 1 and 65535, inclusive',
    egressRule('ports: [{ portNumber: { port: 0 } }]'),
  ],
  [
    'egress[0].ports[0].portRange.end',
    'must be greater than or equal to `start`',
    egressRule('ports: [{ portRange: { start: 9, end: 8 } }]'),
  ],
  [
    'egress[0].ports[0].portNumber.protocol',
    'Unsupported value: supported values: "TCP", "UDP", "SCTP"',
    egressRule('ports: [{ portNumber: { protocol: ICMP, port: 1 } }]'),
  ],
])('AdminNetworkPolicy: says at spec.%s: %s', (path, message, spec) => {
  expect(problemsOf(admin(spec))).toEqual([{ path: `spec.${path}`, message }]);
});

it.each([
  ['tier', 'Required value', '{ tier: }'],
  [
    'tier',
    'Unsupported value: supported values: "Admin", "Baseline"',
    '{ tier: NetworkPolicy }',
  ],
  [
    'egress[0].action',
    'Unsupported value: supported values: "Accept", "Deny", "Pass"',
    '{ egress: [{ action: Allow, to: [{ namespaces: {} }] }] }',
  ],
  [
    'egress[0].protocols[0]',
    'may specify only one of tcp, udp, sctp, destinationNamedPort',
    egressRule('protocols: [{ tcp: {}, udp: {} }]'),
  ],
  [
    'egress[0].protocols[0].tcp.destinationPort',
    'must specify one of number, range',
    egressRule('protocols: [{ tcp: { destinationPort: {} } }]'),
  ],
  [
    'egress[0].protocols[0].tcp.destinationPort.range',
    'Start port must be less than End port',
    egressRule(
      'protocols: [{ tcp: { destinationPort: { range: { start: 9, end: 9 } } } }]',
    ),
  ],
  [
    'egress[0].to[0].domainNames',
    'is only supported for Accept rules',
    '{ egress: [{ action: Pass, to: [{ domainNames: [a.b] }] }] }',
  ],
])('ClusterNetworkPolicy: says at spec.%s: %s', (path, message, spec) => {
  expect(problemsOf(cluster(spec))).toEqual([
    { path: `spec.${path}`, message },
  ]);
});

it('takes no more rules than the API does', () => {
  const rules = (count: number) =>
    JSON.stringify({
      ingress: new Array(count).fill({
        action: 'Deny',
        from: [{ namespaces: {} }],
      }),
    });
  expect(admin(rules(100)).ok).toBe(true);
  expect(cluster(rules(25)).ok).toBe(true);
  expect(problemsOf(admin(rules(101)))).toEqual([
    { path: 'spec.ingress', message: 'must have at most 100 items' },
  ]);
  expect(problemsOf(cluster(rules(26)))).toEqual([
    { path: 'spec.ingress', message: 'must have at most 25 items' },
  ]);
});

it('knows one baseline only, without Pass', () => {
  expect(problemsOf(baseline('{}', 'other'))).toEqual([
    {
      path: 'metadata.name',
      message:
        'Only one baseline admin network policy with metadata.name="default" can be created in the cluster',
    },
  ]);
  expect(
    problemsOf(
      baseline('{ ingress: [{ action: Pass, from: [{ namespaces: {} }] }] }'),
    ),
  ).toEqual([
    {
      path: 'spec.ingress[0].action',
      message: 'Unsupported value: supported values: "Allow", "Deny"',
    },
  ]);
});

it('refuses what has no spec, and other kinds and versions', () => {
  const metadata = { name: 'guard' };
  expect(problemsOf(parseClusterNetworkPolicy({ metadata }))).toEqual([
    { path: 'spec', message: 'Required value' },
  ]);
  expect(
    problemsOf(
      parseAdminNetworkPolicy({
        apiVersion: `${group}/v1alpha2`,
        kind: 'ClusterNetworkPolicy',
        metadata,
        spec: { priority: 1, subject: { namespaces: {} } },
      }),
    ),
  ).toEqual([
    { path: 'apiVersion', message: `must be ${group}/v1alpha1` },
    { path: 'kind', message: 'must be AdminNetworkPolicy' },
  ]);
});
