import fc from 'fast-check';
import { clusterSnapshot } from '../__testUtils__/arbitraries';
import { IndexedCluster } from '../cluster/IndexedCluster';
import { denyAll, from, web } from '../testing/connections';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { allowedPorts, ConnectionEnd, evaluateConnection } from './index';

const ports = (['TCP', 'UDP', 'SCTP'] as const).flatMap(protocol =>
  [1, 79, 80, 81, 443, 65535].map(port => ({ protocol, port })),
);

const endsOf = (cluster: IndexedCluster): ConnectionEnd[] => [
  ...[...cluster.pods()].map(from),
  { kind: 'address', address: '203.0.113.7' },
  { kind: 'address', address: '10.0.0.5' },
  { kind: 'address', address: 'fd00::5' },
  { kind: 'hypothetical-pod', namespace: 'a', labels: { app: 'x' } },
  { kind: 'hypothetical-pod', namespace: 'elsewhere', labels: {} },
];

it('holds the ports on which a connection is allowed, and no others', () => {
  fc.assert(
    fc.property(clusterSnapshot, state => {
      const cluster = IndexedCluster.from(state);
      const ends = endsOf(cluster);
      for (const source of ends) {
        for (const to of ends) {
          const allowed = allowedPorts(cluster, { from: source, to });
          expect(
            ports.filter(
              port =>
                evaluateConnection(cluster, { from: source, to, port }).allowed,
            ),
          ).toEqual(
            ports.filter(({ protocol, port }) => allowed.has(protocol, port)),
          );
        }
      }
    }),
    { numRuns: 50 },
  );
});

it('holds the ports that both sides allow', () => {
  const cluster = IndexedCluster.from(
    snapshot({
      networkPolicies: [
        denyAll,
        policy(
          'ingress',
          '{ podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: 80, endPort: 90 }, { protocol: UDP }] }] }',
        ),
        policy(
          'egress',
          '{ podSelector: { matchLabels: { role: client } }, policyTypes: [Egress], egress: [{ ports: [{ port: 85, endPort: 99 }] }] }',
        ),
      ],
    }),
  );
  const client = pod('default/client', { role: 'client' });
  expect(
    `${allowedPorts(cluster, { from: from(client), to: from(web) })}`,
  ).toBe('TCP 85-90');
});

it("rule 14: is every port of a pod's own address", () => {
  const cluster = IndexedCluster.from(
    snapshot({ pods: [web], networkPolicies: [denyAll] }),
  );
  expect(
    allowedPorts(cluster, { from: from(web), to: from(web) }).isAll(),
  ).toBe(true);
});
