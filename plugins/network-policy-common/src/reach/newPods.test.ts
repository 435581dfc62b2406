import fc from 'fast-check';
import { clusterSnapshot } from '../__testUtils__/arbitraries';
import { IndexedCluster } from '../cluster/IndexedCluster';
import { pod, snapshot } from '../testing/snapshotOf';
import { evaluateConnection } from '../verdict/evaluateConnection';
import { connectionsOfNewPods } from './newPods';

const port = { protocol: 'TCP' as const, port: 80 };

describe('connectionsOfNewPods', () => {
  it('says what evaluateConnection says of each pair', () => {
    const labels = fc.dictionary(
      fc.constantFrom('app', 'role', 'tier'),
      fc.constantFrom('x', 'y', 'web'),
      { maxKeys: 2 },
    );
    fc.assert(
      fc.property(clusterSnapshot, labels, (objects, own) => {
        const cluster = IndexedCluster.from(objects);
        const destinations = objects.pods.map(to => ({ pod: to, port }));
        const connections = connectionsOfNewPods(cluster, destinations);
        const ofCluster = new Set(cluster.notEvaluated);
        for (const { name: namespace } of cluster.namespaces()) {
          const verdicts = destinations.map(to =>
            evaluateConnection(cluster, {
              from: { kind: 'hypothetical-pod', namespace, labels: own },
              to: { kind: 'pod', pod: to.pod },
              port,
            }),
          );
          const agree = verdicts.every(
            ({ allowed }) => allowed === verdicts[0].allowed,
          );
          const from = connections.from({ namespace, labels: own });
          expect(from.allowed).toBe(
            agree && verdicts.length > 0 ? verdicts[0].allowed : undefined,
          );
          // Of pods that are alike one stands for all, and sentences about a pod of its own name it.
          expect(from.partial.length > 0).toBe(
            verdicts.some(({ partial }) =>
              partial.some(sentence => !ofCluster.has(sentence)),
            ),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  it('evaluates a class of pods once, however many pods and namespaces there are', () => {
    const pods = Array.from({ length: 100 }, (_, nth) =>
      pod(`web/pod${nth}`, { app: 'web' }, { addresses: [`10.0.0.${nth}`] }),
    );
    const namespaces = Array.from({ length: 500 }, (_, nth) => ({
      name: `client-${nth}`,
      labels: { tier: nth % 2 ? 'front' : 'back' },
    }));
    const cluster = IndexedCluster.from(snapshot({ pods, namespaces }));
    const connections = connectionsOfNewPods(
      cluster,
      pods.map(to => ({ pod: to, port })),
    );

    for (const { name: namespace } of namespaces) {
      expect(connections.from({ namespace, labels: {} }).allowed).toBe(true);
    }

    expect(connections.evaluations).toBe(1);
  });
});
