import { from, judge, outside, web } from '../testing/connections';
import { clusterPolicy } from '../testing/clusterPolicy';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { IndexedCluster } from '../cluster/IndexedCluster';
import { Pod } from '../kubernetes/clusterSnapshot';
import { allowedPorts, ConnectionEnd } from '../verdict';

const server = pod(
  'default/server',
  { app: 'web' },
  {
    addresses: ['10.0.0.7'],
    ports: [
      { name: 'http', protocol: 'TCP', containerPort: 8080 },
      { name: 'http', protocol: 'UDP', containerPort: 8081 },
      { name: 'dns', protocol: 'UDP', containerPort: 53 },
      { protocol: 'TCP', containerPort: 9000 },
    ],
  },
);
const client = pod(
  'default/client',
  { role: 'client' },
  {
    addresses: ['10.0.0.8'],
    ports: [{ name: 'http', protocol: 'TCP', containerPort: 1 }],
  },
);

const egress = (rule: string) =>
  policy(
    'egress',
    `{ podSelector: { matchLabels: { role: client } }, policyTypes: [Egress], egress: [${rule}] }`,
  );
const reachable = (rule: string, to: ConnectionEnd | Pod = server) =>
  allowedPorts(
    IndexedCluster.from(
      snapshot({ pods: [server, client], networkPolicies: [egress(rule)] }),
    ),
    { from: from(client), to: 'kind' in to ? to : from(to) },
  ).toString();

describe('a name of a port in a rule of egress', () => {
  it("is the destination's, by name and protocol, not the source's", () => {
    expect(reachable('{ ports: [{ port: http }] }')).toBe('TCP 8080');
    expect(reachable('{ ports: [{ port: http, protocol: UDP }] }')).toBe(
      'UDP 8081',
    );
    expect(reachable('{ ports: [{ port: dns }] }')).toBe('no ports');
  });

  it('belongs to pods that a selector selects, beside blocks that hold them too', () => {
    const pods = '{ podSelector: {} }';
    const block = '{ ipBlock: { cidr: 10.0.0.0/8 } }';
    for (const peers of [`${pods}, ${block}`, `${block}, ${pods}`]) {
      expect(reachable(`{ to: [${peers}], ports: [{ port: http }] }`)).toBe(
        'TCP 8080',
      );
    }
  });

  it('never belongs to a block, though a pod that has it lies there', () => {
    const block = '{ to: [{ ipBlock: { cidr: 10.0.0.0/8 } }]';
    expect(reachable(`${block}, ports: [{ port: http }] }`)).toBe('no ports');
    expect(
      reachable(`${block}, ports: [{ port: http }, { port: 9000 }] }`),
    ).toBe('TCP 9000');
  });

  it('never belongs to an address outside', () => {
    expect(reachable('{ ports: [{ port: http }] }', outside)).toBe('no ports');
    expect(
      reachable('{ ports: [{ port: http }, { port: 80 }] }', outside),
    ).toBe('TCP 80');
  });

  it('is no port of a pod that might be created, which declares none', () => {
    expect(
      reachable('{ ports: [{ port: http }] }', {
        kind: 'hypothetical-pod',
        namespace: 'default',
        labels: {},
      }),
    ).toBe('no ports');
  });
});

it("rule 10: a name in a rule of ingress is the subject's own, for blocks of sources too", () => {
  const rule = policy(
    'ingress',
    '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }], ports: [{ port: http }] }] }',
  );
  expect(
    allowedPorts(
      IndexedCluster.from(
        snapshot({ pods: [server], networkPolicies: [rule] }),
      ),
      { from: outside, to: from(server) },
    ).toString(),
  ).toBe('TCP 8080');
});

describe('rule 25: a name without a protocol', () => {
  const accept = clusterPolicy(
    'accept',
    '{ ingress: [{ action: Accept, from: [{ namespaces: {} }], protocols: [{ destinationNamedPort: http }] }, { action: Deny, from: [{ namespaces: {} }] }] }',
  );

  it('is every port of that name', () => {
    expect(
      allowedPorts(
        IndexedCluster.from(
          snapshot({
            pods: [server, client],
            clusterNetworkPolicies: [accept],
          }),
        ),
        { from: from(client), to: from(server) },
      ).toString(),
    ).toBe('TCP 8080, UDP 8081');
  });

  it('is named with its index where it decides', () => {
    const verdict = judge(
      [],
      from(client),
      server,
      { protocol: 'UDP', port: 8081 },
      {
        clusterNetworkPolicies: [accept],
      },
    );
    expect(verdict.ingress).toMatchObject({
      because: 'rules',
      policies: [{ name: 'accept', rule: 0, peer: 0, port: 0 }],
    });
  });
});

it('rule 27: a protocol without a port is all of its ports', () => {
  const accept = clusterPolicy(
    'accept',
    '{ ingress: [{ action: Accept, from: [{ namespaces: {} }], protocols: [{ udp: {} }, { tcp: { destinationPort: { range: { start: 80, end: 90 } } } }] }, { action: Deny, from: [{ namespaces: {} }] }] }',
  );
  expect(
    allowedPorts(
      IndexedCluster.from(
        snapshot({ pods: [web], clusterNetworkPolicies: [accept] }),
      ),
      { from: from(client), to: from(web) },
    ).toString(),
  ).toBe('TCP 80-90, UDP 1-65535');
});
