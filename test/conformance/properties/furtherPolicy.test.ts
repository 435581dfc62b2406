import { allowedPorts } from 'backstage-plugin-network-policy-common';
import fc from 'fast-check';
import { fuzzCase, pairsOf } from '../arbitraries/fuzzCase';
import { networkPolicyNamed } from '../arbitraries/networkPolicies';
import { engineEnd, indexedClusterOf } from '../evaluators/engineEvaluator';
import { NetworkPolicy } from '../naive/objects';
import { check } from './check';
import { changesOf } from './clusterChanges';

/** Isolates every pod of a namespace in both directions. */
const denyAll = (
  namespace: string,
): NetworkPolicy & { apiVersion: string } => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'deny-all', namespace },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
});

it('rule 11: a further policy of pods that are isolated already takes nothing away', () => {
  check(
    'further policies',
    1_000,
    fc.property(fuzzCase, networkPolicyNamed('further'), (fuzzed, further) => {
      const { namespace } = further.metadata;
      const cluster = indexedClusterOf([
        ...fuzzed.objects,
        denyAll(namespace ?? 'default'),
      ]);
      const reach = () =>
        pairsOf(fuzzed).map(({ from, to }) =>
          allowedPorts(cluster, {
            from: engineEnd(cluster, from),
            to: engineEnd(cluster, to),
          }),
        );
      const before = reach();
      changesOf('set', further).forEach(change => cluster.apply(change));
      const lost = reach().map((ports, index) => before[index].subtract(ports));
      expect(lost.filter(ports => !ports.isEmpty())).toEqual([]);
    }),
  );
});
