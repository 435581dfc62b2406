import fc from 'fast-check';
import { clusterSnapshot } from '../__testUtils__/arbitraries';
import { ClusterSnapshot } from '../kubernetes/clusterSnapshot';
import { ClusterObject } from '../kubernetes/objects';
import { clusterPolicy } from '../testing/clusterPolicy';
import { pod, policy, snapshot } from '../testing/snapshotOf';
import { IndexedCluster } from './IndexedCluster';

const example = snapshot({
  pods: [pod('shop/cart')],
  namespaces: [{ name: 'shop', labels: { team: 'shop' } }],
  networkPolicies: [
    policy(
      'to-outside',
      '{ policyTypes: [Egress], egress: [{ to: [{ ipBlock: { cidr: 203.0.113.0/28 } }] }] }',
    ),
  ],
  clusterNetworkPolicies: [
    clusterPolicy(
      'to-shop',
      `{ subject: { namespaces: { matchLabels: { team: shop } } },
         egress: [{ action: Deny, to: [{ networks: [198.51.100.0/24] }] }] }`,
    ),
  ],
});

const onlyAService = snapshot({
  pods: [pod('shop/cart')],
  services: [
    {
      namespace: 'other',
      name: 'web',
      headless: false,
      ports: [],
      type: 'ClusterIP',
    },
  ],
  clusterNetworkPolicies: [
    clusterPolicy(
      'not-shop',
      `{ subject: { namespaces: { matchExpressions: [
           { key: kubernetes.io/metadata.name, operator: NotIn, values: [shop] }] } },
         egress: [{ action: Deny, to: [{ networks: [198.51.100.0/24] }] }] }`,
    ),
  ],
});

// Cluster-wide policies come first, before the namespaces that they are about.
function objectsOf(all: ClusterSnapshot): ClusterObject[] {
  return [
    ...all.clusterNetworkPolicies.map(object => ({
      kind: 'ClusterNetworkPolicy' as const,
      object,
    })),
    ...all.namespaces.map(object => ({ kind: 'Namespace' as const, object })),
    ...all.networkPolicies.map(object => ({
      kind: 'NetworkPolicy' as const,
      object,
    })),
    ...all.pods.map(object => ({ kind: 'Pod' as const, object })),
    // A namespace of which nothing else is known has these.
    ...all.services.map(object => ({ kind: 'Service' as const, object })),
    ...all.endpointSlices.map(object => ({
      kind: 'EndpointSlice' as const,
      object,
    })),
  ];
}

const whole = ({ index }: IndexedCluster) => ({
  blocks: index
    .egressBlocks()
    .map(({ key }) => key)
    .sort(),
  namespaces: index.existing().map(({ name }) => name),
});

it('keeps what it knows of all namespaces up to date, object by object', () => {
  fc.assert(
    fc.property(clusterSnapshot, all => {
      const objects = objectsOf(all);
      const cluster = IndexedCluster.from(snapshot({}));
      for (const entry of objects) {
        cluster.apply({ type: 'set', ...entry });
        whole(cluster);
      }
      expect(whole(cluster)).toEqual(whole(IndexedCluster.from(all)));
      for (const entry of objects) {
        cluster.apply({ type: 'delete', ...entry });
        whole(cluster);
      }
      expect(whole(cluster)).toEqual({ blocks: [], namespaces: [] });
    }),
    { examples: [[example], [onlyAService]] },
  );
});
