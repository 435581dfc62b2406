import {
  ClusterSnapshot,
  evaluateConnection,
  ProbeAttempt,
} from 'backstage-plugin-network-policy-common';
import { Destination } from './chooseTarget';
import { probePodLabels } from './probeLabels';

/**
 * What the policies say about a probe of a run from a namespace. Undecided where they treat the pods differently, as a
 * Service may send the connection to any of them, and where the verdict about one of them is partial: a pod on its
 * node's network, or a block of addresses that the probe's pod may or may not get an address of.
 */
export function expectationFrom(
  snapshot: ClusterSnapshot,
  source: { namespace: string; runId: string },
  destinations: readonly Destination[],
): ProbeAttempt['expected'] {
  const { namespace, runId } = source;
  const labels = probePodLabels(runId);
  const addressed = destinations.filter(({ pod }) => pod.addresses.length > 0);
  const verdicts = addressed.map(({ pod: to, port }) =>
    evaluateConnection(
      // What is left out of the cluster as a whole is said beside every verdict already.
      { ...snapshot, notEvaluated: [] },
      { from: { kind: 'hypothetical-pod', namespace, labels }, to, port },
    ),
  );
  const isDecided =
    verdicts.length > 0 &&
    verdicts.every(
      ({ allowed, partial }) =>
        partial.length === 0 && allowed === verdicts[0].allowed,
    );
  if (!isDecided) {
    return 'undecided';
  }
  return verdicts[0].allowed ? 'allowed' : 'denied';
}
