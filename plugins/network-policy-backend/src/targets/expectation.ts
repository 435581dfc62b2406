import {
  connectionsOfNewPods,
  NewPodConnections,
  ProbeAttempt,
} from 'backstage-plugin-network-policy-common';
import { ClusterView } from '../state/clusterView';
import { decidedNamespaces } from '../state/omission';
import { Destination } from './chooseTarget';
import { probePodLabels } from './probeLabels';

/**
 * What the policies say about probes from any namespace to the pods of a target. It is worked out once for all pods and
 * namespaces that no policy tells apart, so that ten thousand namespaces can be asked about. Use it before the cluster
 * changes: it must not be kept while something is waited for.
 */
export class Expectations {
  private readonly connections: NewPodConnections;
  private readonly isDecided: (namespace: string) => boolean;
  private readonly canDecide: boolean;
  private labels: { runId: string; of: Record<string, string> } | undefined;

  constructor(
    { cluster, omissions }: ClusterView,
    destinations: readonly Destination[],
  ) {
    const addressed = destinations.filter(
      ({ pod }) => pod.addresses.length > 0,
    );
    this.connections = connectionsOfNewPods(cluster, addressed);
    this.isDecided = decidedNamespaces(omissions);
    this.canDecide = addressed.every(({ pod }) =>
      this.isDecided(pod.namespace),
    );
  }

  /** How many pairs of a class of sources and a class of destinations have been evaluated by now. */
  get evaluations(): number {
    return this.connections.evaluations;
  }

  /**
   * What the policies say about a probe of a run from a namespace. It is undecided where they treat the pods of the
   * target differently, as a Service may send the connection to any of them; where the verdict about one of them is
   * partial, for example a pod on its node's network or a block of addresses in which the probe's pod may or may not
   * lie; and where a policy was left out that could decide otherwise.
   */
  from({
    namespace,
    runId,
  }: {
    namespace: string;
    runId: string;
  }): ProbeAttempt['expected'] {
    if (!this.canDecide || !this.isDecided(namespace)) {
      return 'undecided';
    }
    const labels = this.labelsOf(runId);
    const { allowed, partial } = this.connections.from({ namespace, labels });
    if (allowed === undefined || partial.length > 0) {
      return 'undecided';
    }
    return allowed ? 'allowed' : 'denied';
  }

  /** The first of some namespaces from which a probe should connect; undefined where there is none. */
  findControl(candidates: Iterable<string>, runId: string): string | undefined {
    for (const namespace of candidates) {
      if (this.from({ namespace, runId }) === 'allowed') {
        return namespace;
      }
    }
    return undefined;
  }

  /** Pods of one run have the same labels in every namespace. */
  private labelsOf(runId: string) {
    if (this.labels?.runId !== runId) {
      this.labels = { runId, of: { ...probePodLabels(runId) } };
    }
    return this.labels.of;
  }
}
