import fc from 'fast-check';
import { clusterSnapshot } from '../__testUtils__/arbitraries';
import { prepareEnd } from '../cluster/ends';
import { IndexedCluster } from '../cluster/IndexedCluster';
import { AddressFamily } from '../kubernetes/addresses';
import { ConnectionEnd } from '../verdict';
import { End } from './end';
import { judgeSide } from './judgeSide';
import { matchSide } from './matchSide';
import { MatchTree } from './MatchTree';
import { portsOfSide } from './portsOfSide';
import { Side } from './side';

const families = ['ipv4', 'ipv6', undefined] as const;
const directions = ['ingress', 'egress'] as const;
const destination = {
  ports: [{ name: 'http', protocol: 'TCP' as const, containerPort: 80 }],
};
const asked = [
  { protocol: 'TCP', port: 80 },
  { protocol: 'TCP', port: 443 },
  { protocol: 'UDP', port: 81 },
] as const;

const endsOf = (cluster: IndexedCluster): End[] => {
  const ends: ConnectionEnd[] = [
    ...[...cluster.pods()].map(pod => ({ kind: 'pod' as const, pod })),
    { kind: 'hypothetical-pod', namespace: 'a', labels: {} },
    { kind: 'hypothetical-pod', namespace: 'a', labels: { unasked: 'x' } },
    { kind: 'hypothetical-pod', namespace: 'elsewhere', labels: {} },
    { kind: 'address', address: '203.0.113.7' },
    { kind: 'address', address: '203.0.113.8' },
    { kind: 'address', address: '10.0.0.5' },
  ];
  return ends.map(end => prepareEnd(cluster.index, end).end);
};

const sidesOf = (cluster: IndexedCluster) =>
  [...cluster.pods()].flatMap(pod =>
    directions.map(direction => ({
      egress: direction === 'egress',
      side: cluster.index.side(
        pod.namespace,
        cluster.index.podLabelSet(pod.labels),
        direction,
      ),
    })),
  );

function treeOf({ admin, networkPolicy, baseline }: Side) {
  return new MatchTree<unknown>([...admin, ...networkPolicy, ...baseline]);
}

function everythingSaid(
  side: Side,
  end: End,
  family: AddressFamily | undefined,
  egress: boolean,
) {
  const matched = matchSide(side, end, family);
  const context = { ...destination, egress };
  return {
    ports: portsOfSide(matched, context).toString(),
    judged: asked.map(port => judgeSide(matched, port, context)),
  };
}

it('whatever a side says of an end, it says of every other one with the same node', () => {
  fc.assert(
    fc.property(clusterSnapshot, state => {
      const cluster = IndexedCluster.from(state);
      for (const { side, egress } of sidesOf(cluster)) {
        const tree = treeOf(side);
        for (const family of families) {
          for (const end of endsOf(cluster)) {
            const node = tree.find(end, [family]);
            const said = everythingSaid(side, end, family, egress);
            expect(node.value ?? said).toEqual(said);
            node.value = said;
          }
        }
      }
    }),
  );
});

it('addresses that no block tells apart have the same node, and so do pods by labels that nothing asks for', () => {
  fc.assert(
    fc.property(clusterSnapshot, state => {
      const cluster = IndexedCluster.from(state);
      const nodesOf = (side: Side, ...ends: ConnectionEnd[]) => {
        const tree = treeOf(side);
        return new Set(
          ends.map(end =>
            tree.find(prepareEnd(cluster.index, end).end, ['ipv4']),
          ),
        );
      };
      for (const { side } of sidesOf(cluster)) {
        expect(
          nodesOf(
            side,
            { kind: 'address', address: '203.0.113.7' },
            { kind: 'address', address: '203.0.113.8' },
          ).size,
        ).toBe(1);
        expect(
          nodesOf(
            side,
            { kind: 'hypothetical-pod', namespace: 'a', labels: {} },
            { kind: 'hypothetical-pod', namespace: 'a', labels: { new: 'x' } },
          ).size,
        ).toBe(1);
      }
    }),
  );
});
