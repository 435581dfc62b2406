import fc from 'fast-check';
import { clusterSnapshot } from '../__testUtils__/arbitraries';
import { IndexedCluster } from '../cluster/IndexedCluster';
import { IndexedNamespace } from '../cluster/indexedNamespace';
import { isFinished } from '../cluster/podClass';
import { Port } from '../schema/openapi';
import { askingOf } from './asking';
import { judgeAtOnce } from './judgeAtOnce';
import { JudgedNamespace, judgeNamespace } from './judgeNamespace';
import { judgeFor } from './judgeSource';
import { sourcesOf } from './sources';
import { ReachSide } from './targetReach';
import { groupTargets } from './targets';

const http: Port = { protocol: 'TCP', port: 80 };
const other: Port = { protocol: 'TCP', port: 8080 };
const dns: Port = { protocol: 'UDP', port: 53 };
const askedPorts: readonly (readonly Port[])[] = [
  [http],
  [dns],
  [http, other],
  [other, http, dns],
];

// Reasons and groups may come in another order, and groups in other parts.
const sideOf = ({ allowed, because, policies }: ReachSide) => ({
  allowed,
  because,
  policies: policies.map(policy => JSON.stringify(policy)).sort(),
});
const factsOf = ({ ingress, egress, groups, ...rest }: JudgedNamespace) => ({
  ...rest,
  ingress: sideOf(ingress),
  egress: sideOf(egress),
  groups: [true, false].map(word =>
    groups
      ?.filter(({ allowed }) => allowed === word)
      .reduce((sum, { pods }) => sum + pods, 0),
  ),
});

function compare(
  cluster: IndexedCluster,
  ports: readonly Port[],
  seen: (judged: JudgedNamespace) => void,
): void {
  for (const pod of cluster.pods()) {
    if (!isFinished(pod)) {
      const targets = groupTargets(cluster, [pod], []);
      const judges = targets.map(target => judgeFor(cluster, target, ports));
      const atOnce = judgeAtOnce(cluster.index, judges, ports);
      const oneByOne = (namespace: IndexedNamespace) =>
        judgeNamespace(
          sourcesOf(cluster, namespace, askingOf(targets)),
          judges,
          ports,
        );
      for (const namespace of cluster.index.existing()) {
        const judged = atOnce(namespace);
        if (judged) {
          seen(judged);
          expect(factsOf(judged)).toEqual(factsOf(oneByOne(namespace)));
        }
      }
    }
  }
}

it('says of a namespace what its sources say one by one, whichever targets and ports were asked for before', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(clusterSnapshot, snapshot => {
      const cluster = IndexedCluster.from(snapshot);
      for (const ports of [...askedPorts, ...askedPorts]) {
        compare(cluster, ports, ({ reach }) =>
          seen.set(reach, (seen.get(reach) ?? 0) + 1),
        );
      }
    }),
    { seed: 20261123, numRuns: 3000 },
  );
  for (const reach of ['all', 'some', 'none']) {
    expect(seen.get(reach)).toBeGreaterThan(100);
  }
});
