import { MetricsService } from '@backstage/backend-plugin-api/alpha';
import { ClusterStates } from '../state/ClusterStates';
import { StateMeter } from '../state/StateMeter';

/**
 * Counts what happens while clusters are kept.
 */
export function clusterMeters(
  metrics: MetricsService,
): (cluster: string) => StateMeter {
  const events = metrics.createCounter('network_policy.cluster.events', {
    description: 'Objects of which a cluster has told by its watches',
  });
  const lists = metrics.createCounter('network_policy.cluster.lists', {
    description: 'Kinds that were listed anew, wholly or in vain',
  });
  const watches = metrics.createCounter(
    'network_policy.cluster.watches_ended',
    {
      description:
        'Watches that have ended: over as any is after some minutes, silent, or failed',
    },
  );
  return cluster => ({
    event: kind => events.add(1, { cluster, kind }),
    listed: (kind, outcome) => lists.add(1, { cluster, kind, outcome }),
    watchEnded: (kind, how) => watches.add(1, { cluster, kind, how }),
  });
}

/**
 * Measures how old what is known of each cluster is, and tells its health.
 */
export function measureAges(
  metrics: MetricsService,
  states: Pick<ClusterStates, 'kept' | 'known'>,
): void {
  const age = metrics.createObservableGauge('network_policy.cluster.age', {
    description: 'How long ago a cluster was last known to be as it is shown',
    unit: 's',
  });
  age.addCallback(result => {
    for (const cluster of states.kept) {
      const known = states.known(cluster);
      if (known) {
        const seconds = (Date.now() - Date.parse(known.asOf)) / 1_000;
        result.observe(seconds, { cluster, health: known.health.state });
      }
    }
  });
}
