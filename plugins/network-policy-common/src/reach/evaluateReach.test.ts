import { IndexedCluster } from '../cluster/IndexedCluster';
import {
  allNamespaces,
  client,
  clientsOnly,
  denyAll,
  opening,
  reachOf,
  web,
} from '../testing/reach';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { evaluateReach } from './evaluateReach';

describe('headline and outside', () => {
  it.each([
    ['not-isolated', 'admitted', []],
    ['closed', 'shut-out', [denyAll]],
    [
      'closed-to-others',
      'shut-out',
      [denyAll, opening('own', '{ from: [{ podSelector: {} }] }')],
    ],
    ['open-to-some', 'shut-out', [denyAll, clientsOnly]],
    ['open-to-all', 'shut-out', [denyAll, allNamespaces]],
    ['open-to-all', 'admitted', [denyAll, opening('any', '{}')]],
    [
      'open-to-all',
      'admitted',
      [opening('any', '{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }] }')],
    ],
    [
      'open-to-all',
      'admitted',
      [
        opening(
          'halves',
          '{ from: [{ ipBlock: { cidr: 0.0.0.0/1 } }, { ipBlock: { cidr: 128.0.0.0/1 } }] }',
        ),
      ],
    ],
    [
      'closed',
      'partly',
      [opening('block', '{ from: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }')],
    ],
    ['closed', 'shut-out', [opening('other-port', '{ ports: [{ port: 1 }] }')]],
  ] as const)('%s, outside %s', (headline, outside, policies) => {
    expect(reachOf([...policies])).toMatchObject({ headline, outside });
  });
});

it('rule 4: NP-05 alone isolates the pods and shuts sources outside out', () => {
  const reach = reachOf([allNamespaces]);
  expect(reach).toMatchObject({
    headline: 'open-to-all',
    outside: 'shut-out',
    isolatedBy: [{ namespace: 'default', name: 'np05' }],
  });
  expect(reach.namespaces.map(({ reach: word }) => word)).toEqual([
    'all',
    'all',
    'all',
    'all',
  ]);
});

describe('partial', () => {
  it('is empty when everything was evaluated', () => {
    expect(reachOf([denyAll, allNamespaces]).partial).toEqual([]);
  });

  it('rule 16: names the namespaces with pods on the network of their node', () => {
    const agent = pod('kube-system/agent', {}, { hostNetwork: true });
    expect(reachOf([denyAll], { pods: [web, agent] }).partial).toEqual([
      expect.stringContaining('1 in kube-system'),
    ]);
  });

  it('says that only some of the pods are isolated', () => {
    const old = pod('default/old', { app: 'old' });
    const reach = reachOf([denyAll], { pods: [web, old] }, [web, old]);
    expect(reach.headline).toBe('not-isolated');
    expect(reach.partial).toEqual([
      expect.stringContaining('depends on the pod that answers'),
    ]);
  });

  it('rule 20: names a namespace that cannot ask the DNS', () => {
    const dns = pod(
      'kube-system/coredns',
      { 'k8s-app': 'kube-dns' },
      { ports: [{ name: 'dns', protocol: 'UDP', containerPort: 1053 }] },
    );
    const egress = (ports: string) =>
      policy(
        'egress',
        `{ podSelector: {}, policyTypes: [Egress], egress: [{ ports: [${ports}] }] }`,
        'shop',
      );
    const pods = [web, client, dns];
    expect(reachOf([egress('{ port: 8080 }')], { pods }).partial).toEqual([
      expect.stringContaining('Egress policies of shop'),
    ]);
    const withDns = egress('{ port: 8080 }, { protocol: UDP, port: 1053 }');
    expect(reachOf([withDns], { pods }).partial).toEqual([]);
  });
});

it.each([
  ['before', ['pending', 'addressed']],
  ['after', ['addressed', 'pending']],
])(
  'a pod that has no address yet may reach by IPv6 what one that has only an IPv4 address may not, %s it',
  (_, names) => {
    const target = pod(
      'default/target',
      {},
      { hostNetwork: true, addresses: ['192.0.2.1', '2001:db8:1::1'] },
    );
    const cluster = IndexedCluster.from(
      snapshot({
        pods: [
          target,
          ...names.map(name =>
            pod(
              `a/${name}`,
              {},
              { addresses: name === 'pending' ? [] : ['10.0.0.2'] },
            ),
          ),
        ],
        networkPolicies: [
          policy(
            'out',
            "{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: '::/0' } }] }] }",
            'a',
          ),
        ],
      }),
    );
    const { namespaces } = evaluateReach(cluster, {
      namespace: 'default',
      pods: [target],
    });
    expect(namespaces.find(({ namespace }) => namespace === 'a')).toMatchObject(
      { reach: 'some', pods: { allowed: 1, total: 2 } },
    );
  },
);
