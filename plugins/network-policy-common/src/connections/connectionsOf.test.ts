import fc from 'fast-check';
import { clusterSnapshot } from '../__testUtils__/arbitraries';
import { IndexedCluster } from '../cluster/IndexedCluster';
import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import { PortSet } from '../policies/portSet';
import { clusterPolicy } from '../testing/clusterPolicy';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { spellConnections, spellSide } from '../testing/spellConnections';
import { allowedPorts } from '../verdict';
import { connectionsOf } from './connectionsOf';
import { connectionSets, workloadOf } from './index';

const clusterOf = (parts: Partial<ClusterSnapshot>) =>
  IndexedCluster.from(snapshot(parts));
const connections = (parts: Partial<ClusterSnapshot>) =>
  spellConnections(connectionsOf(clusterOf(parts)));

const everywhere = '0.0.0.0-255.255.255.255';
const web = pod('default/web', { app: 'web' });
const client = pod('shop/client', { role: 'client' });
const closed = policy(
  'closed',
  '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
);
const closedShop = policy(
  'closed',
  '{ podSelector: {}, policyTypes: [Ingress, Egress] }',
  'shop',
);

describe('workloads', () => {
  it('are what controls pods, or bare pods', () => {
    const owner = { kind: 'Deployment', name: 'web' };
    expect(workloadOf({ ...web, owner })).toEqual({
      namespace: 'default',
      kind: 'Deployment',
      name: 'web',
    });
    expect(workloadOf(web)).toEqual({
      namespace: 'default',
      kind: 'Pod',
      name: 'web',
    });
  });

  it('connect to each other and to all addresses where nothing isolates', () => {
    expect(connections({ pods: [web, client] })).toEqual([
      `${everywhere} > default/web: all ports`,
      `${everywhere} > shop/client: all ports`,
      `default/web > ${everywhere}: all ports`,
      'default/web > shop/client: all ports',
      `shop/client > ${everywhere}: all ports`,
      'shop/client > default/web: all ports',
    ]);
  });

  it('that nothing is allowed with are left out', () => {
    expect(
      connections({
        pods: [web, client],
        networkPolicies: [closed, closedShop],
      }),
    ).toEqual([]);
  });

  it('can do together what one of their pods can', () => {
    const owner = { kind: 'Deployment', name: 'web' };
    const blue = { ...web, owner, labels: { app: 'web', track: 'blue' } };
    const green = {
      ...web,
      name: 'green',
      owner,
      labels: { app: 'web', track: 'green' },
      ports: [{ name: 'http', protocol: 'TCP' as const, containerPort: 81 }],
    };
    const open = policy(
      'open',
      '{ podSelector: { matchLabels: { track: green } }, ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: http }] }] }',
    );
    const first = policy(
      'first',
      '{ podSelector: { matchLabels: { track: blue } }, ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 80 }] }] }',
    );
    expect(
      connections({
        pods: [blue, green, client],
        networkPolicies: [closed, closedShop, open, first].map(one =>
          one === closedShop
            ? policy(
                'egress',
                '{ podSelector: {}, policyTypes: [Ingress] }',
                'shop',
              )
            : one,
        ),
      }),
    ).toEqual(
      [
        'shop/client > default/Deployment/web: TCP 80-81',
        `shop/client > ${everywhere}: all ports`,
      ].sort(),
    );
  });

  it('do not count by pods that have finished', () => {
    const finished: Pod = { ...client, phase: 'Succeeded' };
    expect(
      connections({ pods: [web, finished], networkPolicies: [closed] }),
    ).toEqual([]);
  });

  it('leave out their connections to themselves', () => {
    const owner = { kind: 'Deployment', name: 'web' };
    const pods = [
      { ...web, owner },
      { ...web, name: 'web-2', owner },
    ];
    expect(connections({ pods })).toEqual([
      `${everywhere} > default/Deployment/web: all ports`,
      `default/Deployment/web > ${everywhere}: all ports`,
    ]);
  });
});

describe('ranges of addresses', () => {
  const from = (...peers: string[]) =>
    policy(
      'from',
      `{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [${peers
        .map(peer => `{ from: [{ ipBlock: ${peer} }] }`)
        .join(', ')}] }`,
    );

  it('are cut where a policy has a block, and are one where the ports are the same', () => {
    expect(
      connections({
        pods: [web],
        networkPolicies: [
          from(
            '{ cidr: 10.0.0.0/8, except: [10.1.0.0/16] }',
            '{ cidr: 11.0.0.0/8 }',
          ),
        ],
      }),
    ).toEqual([
      '10.0.0.0-10.0.255.255 > default/web: all ports',
      '10.2.0.0-11.255.255.255 > default/web: all ports',
    ]);
  });

  it('may be one address, or touch the first and the last of all', () => {
    expect(
      connections({
        pods: [web],
        networkPolicies: [
          from(
            '{ cidr: 0.0.0.0/32 }',
            '{ cidr: 203.0.113.7/32 }',
            '{ cidr: 255.255.255.255/32 }',
          ),
        ],
      }),
    ).toEqual([
      '0.0.0.0 > default/web: all ports',
      '203.0.113.7 > default/web: all ports',
      '255.255.255.255 > default/web: all ports',
    ]);
  });

  it('that other policies cut stay one for those that do not ask', () => {
    expect(
      connections({
        pods: [web, client],
        networkPolicies: [from('{ cidr: 10.0.0.0/8 }')],
      }).filter(one => one.startsWith('shop/client >')),
    ).toEqual([`shop/client > ${everywhere}: all ports`]);
  });

  it('to which a cluster-wide policy denies some', () => {
    expect(
      connections({
        pods: [web],
        clusterNetworkPolicies: [
          clusterPolicy(
            'deny',
            '{ egress: [{ action: Deny, to: [{ networks: [10.0.0.0/8] }], protocols: [{ tcp: {} }] }] }',
          ),
        ],
      }).filter(one => one.startsWith('default/web >')),
    ).toEqual([
      'default/web > 0.0.0.0-9.255.255.255: all ports',
      'default/web > 10.0.0.0-10.255.255.255: UDP 1-65535, SCTP 1-65535',
      'default/web > 11.0.0.0-255.255.255.255: all ports',
    ]);
  });

  const hasIpv6 = (parts: Partial<ClusterSnapshot>) =>
    connections(parts).some(one => one.includes('::'));

  it('are of IPv6 only where a policy or a pod has to do with it', () => {
    const six = { ...web, addresses: ['fd00::7'] };
    expect(hasIpv6({ pods: [{ ...web, addresses: ['10.0.0.7'] }] })).toBe(
      false,
    );
    expect(hasIpv6({ pods: [six] })).toBe(true);
    expect(
      hasIpv6({
        pods: [web],
        networkPolicies: [from('{ cidr: "fd00::/8" }')],
      }),
    ).toBe(true);
    // A policy that is about no pod says nothing.
    expect(
      hasIpv6({
        pods: [client],
        networkPolicies: [from('{ cidr: "fd00::/8" }')],
      }),
    ).toBe(false);
  });

  it('of IPv6 are cut and spelled likewise', () => {
    expect(
      connections({
        pods: [{ ...web, addresses: ['fd00::7'] }],
        networkPolicies: [from('{ cidr: "2001:db8::/32" }')],
      }),
    ).toEqual([
      '2001:db8::-2001:db8:ffff:ffff:ffff:ffff:ffff:ffff > default/web: all ports',
    ]);
  });
});

describe('pods in the network of their node', () => {
  const agent = pod(
    'kube-system/agent',
    { role: 'client' },
    { hostNetwork: true, nodeName: 'n1', addresses: ['192.0.2.1'] },
  );

  const on = (nodeName: string) => ({
    ...web,
    name: `on-${nodeName}`,
    nodeName,
  });

  it('are reached whatever policies say, and reach the pods of their own node', () => {
    expect(
      connections({
        pods: [agent, on('n1'), on('n2')],
        networkPolicies: [closed],
      }),
    ).toEqual(
      [
        `${everywhere} > kube-system/agent: all ports`,
        'kube-system/agent > default/on-n1: all ports',
        `kube-system/agent > ${everywhere}: all ports`,
      ].sort(),
    );
  });

  it('are peers by blocks of addresses, not by selectors', () => {
    const peers = (peer: string) =>
      connections({
        pods: [agent, web],
        networkPolicies: [
          closed,
          policy(
            'peers',
            `{ podSelector: {}, ingress: [{ from: [${peer}] }] }`,
          ),
        ],
      }).includes('kube-system/agent > default/web: all ports');
    expect(peers('{ namespaceSelector: {} }')).toBe(false);
    expect(peers('{ ipBlock: { cidr: 192.0.2.0/24 } }')).toBe(true);
  });
});

it('sets hold the same connections, by destination and ports', () => {
  const cluster = clusterOf({
    pods: [web, client, pod('shop/other')],
    networkPolicies: [
      policy(
        'p',
        '{ podSelector: {}, policyTypes: [Ingress, Egress], ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 80 }] }] }',
      ),
    ],
  });
  const [first] = connectionSets(cluster);
  expect({
    to: spellSide(first.to),
    groups: first.groups.map(({ allowed, from }) => [
      `${allowed}`,
      from.map(spellSide).sort(),
    ]),
  }).toEqual({
    to: 'default/web',
    groups: [['TCP 80', ['shop/client', 'shop/other']]],
  });
});

it("a workload can reach what one of its pods can reach of one of the other's", () => {
  fc.assert(
    fc.property(clusterSnapshot, state => {
      // What nodes can do is not the same for all pods of a workload, and is tested above.
      const pods = state.pods
        .filter(({ hostNetwork }) => !hostNetwork)
        .map(one => ({ ...one, addresses: one.addresses.slice(0, 1) }));
      const cluster = clusterOf({ ...state, pods });
      const running = pods.filter(({ phase }) => phase === 'Running');
      const expected = new Map<string, PortSet>();
      for (const from of running) {
        for (const to of running) {
          const sides = [from, to].map(one =>
            spellSide({ kind: 'workload', workload: workloadOf(one) }),
          );
          if (sides[0] !== sides[1]) {
            const key = sides.join(' > ');
            const allowed = allowedPorts(cluster, {
              from: { kind: 'pod', pod: from },
              to: { kind: 'pod', pod: to },
            });
            expected.set(
              key,
              allowed.union(expected.get(key) ?? PortSet.none()),
            );
          }
        }
      }
      expect(
        spellConnections(connectionsOf(cluster)).filter(
          one => !/\d\.\d|::/.test(one),
        ),
      ).toEqual(
        [...expected]
          .filter(([, allowed]) => !allowed.isEmpty())
          .map(([key, allowed]) => `${key}: ${allowed}`)
          .sort(),
      );
    }),
  );
});
