import fc from 'fast-check';
import { IndexedCluster } from '../cluster/IndexedCluster';
import { Pod } from '../kubernetes/clusterSnapshot';
import { ClusterChange } from '../kubernetes/objects';
import { matchesSelector } from '../kubernetes/selectors';
import { clusterSnapshot } from '../__testUtils__/arbitraries';
import { allowedPorts, ConnectionEnd, evaluateConnection } from '../verdict';
import { ClusterExposure, exposuresOf } from './exposuresOf';

const toEnd = (pod: Pod): ConnectionEnd => ({ kind: 'pod', pod });

const running = (cluster: IndexedCluster) =>
  [...cluster.pods()].filter(({ phase }) => phase === 'Running');

const sourcesIn = (cluster: IndexedCluster): ConnectionEnd[] => [
  ...running(cluster).map(toEnd),
  { kind: 'address', address: '203.0.113.7' },
  { kind: 'address', address: '10.0.0.5' },
  { kind: 'address', address: 'fd00::5' },
  { kind: 'hypothetical-pod', namespace: 'a', labels: { app: 'x' } },
  { kind: 'hypothetical-pod', namespace: 'elsewhere', labels: { role: 'y' } },
];

const everyAllowed = (cluster: IndexedCluster) =>
  sourcesIn(cluster).map(from =>
    running(cluster).map(pod =>
      allowedPorts(cluster, { from, to: toEnd(pod) }).toString(),
    ),
  );

function withoutItem<T>(items: readonly T[], index: number): T[] {
  return items.filter((_, position) => position !== index);
}

function withoutRule(
  cluster: IndexedCluster,
  { policy: { kind, namespace, name, rule } }: ClusterExposure,
): ClusterChange {
  if (namespace !== undefined) {
    const policy = cluster.networkPolicy(namespace, name)!;
    const object = { ...policy, ingress: withoutItem(policy.ingress, rule) };
    return { type: 'set', kind: 'NetworkPolicy', object };
  }
  const policy = [...cluster.clusterNetworkPolicies()].find(
    one => one.kind === kind && one.name === name,
  )!;
  const object = { ...policy, ingress: withoutItem(policy.ingress, rule) };
  return { type: 'set', kind: 'ClusterNetworkPolicy', object };
}

const changesNothing = ({ effects }: ClusterExposure) =>
  effects.every(({ kind }) => kind !== 'opens' && kind !== 'alone');

it('taking away an exposure that changes nothing changes nothing', () => {
  fc.assert(
    fc.property(clusterSnapshot, state => {
      const cluster = IndexedCluster.from(state);
      const before = everyAllowed(cluster);
      for (const exposure of exposuresOf(cluster).filter(changesNothing)) {
        expect(
          cluster.preview([withoutRule(cluster, exposure)], everyAllowed),
        ).toEqual(before);
      }
    }),
  );
});

const standsAlone = ({ effects }: ClusterExposure) =>
  effects.every(({ kind }) => kind === 'alone');

it('without a policy that stands alone its pods are open to all whom no cluster-wide policy denies', () => {
  fc.assert(
    fc.property(clusterSnapshot, state => {
      const cluster = IndexedCluster.from(state);
      for (const { policy } of exposuresOf(cluster).filter(standsAlone)) {
        const object = cluster.networkPolicy(policy.namespace!, policy.name)!;
        const selected = running(cluster).filter(
          ({ namespace, hostNetwork, labels }) =>
            namespace === policy.namespace &&
            !hostNetwork &&
            matchesSelector(object.podSelector, labels),
        );
        const reasons = cluster.preview(
          [{ type: 'delete', kind: 'NetworkPolicy', object }],
          after =>
            sourcesIn(after).flatMap(from =>
              selected.map(
                pod =>
                  evaluateConnection(after, {
                    from,
                    to: toEnd(pod),
                    port: { protocol: 'TCP', port: 80 },
                  }).ingress.because,
              ),
            ),
        );
        expect(reasons).not.toContain('no-rule');
      }
    }),
  );
});

it('counts each pod that a rule selects once', () => {
  fc.assert(
    fc.property(clusterSnapshot, state => {
      for (const { effects, pods } of exposuresOf(IndexedCluster.from(state))) {
        expect(effects.reduce((sum, effect) => sum + effect.pods, 0)).toBe(
          pods,
        );
        expect(effects.some(({ kind }) => kind === 'no-pods')).toBe(pods === 0);
      }
    }),
  );
});
