import {
  evaluateConnection,
  ProbeAttempt,
} from 'backstage-plugin-network-policy-common';
import { isDecided } from '../state/omission';
import { ClusterView } from '../state/clusterView';
import { Destination } from './chooseTarget';
import { probePodLabels } from './probeLabels';

/**
 * What the policies say about a probe of a run from a namespace. Undecided where they treat the pods differently, as a
 * Service may send the connection to any of them; where the verdict about one of them is partial: a pod on its node's
 * network, or a block of addresses that the probe's pod may or may not get an address of; and where a policy was left
 * out that could decide otherwise.
 */
export function expectationFrom(
  { cluster, omissions }: ClusterView,
  source: { namespace: string; runId: string },
  destinations: readonly Destination[],
): ProbeAttempt['expected'] {
  const { namespace, runId } = source;
  const labels = probePodLabels(runId);
  const addressed = destinations.filter(({ pod }) => pod.addresses.length > 0);
  const namespaces = addressed.map(({ pod }) => pod.namespace);
  if (!isDecided(omissions, [namespace, ...namespaces])) {
    return 'undecided';
  }
  const verdicts = addressed.map(({ pod, port }) =>
    evaluateConnection(cluster, {
      from: { kind: 'hypothetical-pod', namespace, labels },
      to: { kind: 'pod', pod },
      port,
    }),
  );
  // Verdicts carry what is missing of the whole cluster, too; what of it matters here was looked at above.
  const ofCluster = new Set(cluster.notEvaluated);
  const agree =
    verdicts.length > 0 &&
    verdicts.every(
      ({ allowed, partial }) =>
        allowed === verdicts[0].allowed &&
        partial.every(sentence => ofCluster.has(sentence)),
    );
  if (!agree) {
    return 'undecided';
  }
  return verdicts[0].allowed ? 'allowed' : 'denied';
}
