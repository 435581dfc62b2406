import { stringify } from 'csv-stringify/sync';
import {
  FleetExposure,
  ReadCluster,
} from 'backstage-plugin-network-policy-common';

/**
 * Exposures as CSV with a heading line. Text that a spreadsheet would take for a formula is made harmless: anybody who
 * may annotate a policy writes some of it.
 */
export function exposuresCsv({
  exposures,
  read,
}: {
  exposures: readonly FleetExposure[];
  read: readonly ReadCluster[];
}): string {
  const known = new Map(read.map(cluster => [cluster.name, cluster]));
  return stringify(
    exposures.map(({ policy, effects, ...exposure }) => ({
      ...exposure,
      asOf: known.get(exposure.cluster)?.asOf,
      health: known.get(exposure.cluster)?.health.state,
      kind: policy.kind,
      policy: policy.name,
      rule: policy.rule === undefined ? '' : policy.rule + 1,
      ports: exposure.ports.join(', '),
      services: exposure.services.join(', '),
      effects: effects.map(({ kind, pods }) => `${kind} (${pods})`).join(', '),
      managed: exposure.managed ? 'yes' : 'no',
      overdue: exposure.overdue ? 'yes' : 'no',
    })),
    {
      header: true,
      columns: [
        'cluster',
        'namespace',
        'kind',
        'policy',
        'rule',
        'width',
        'podSelector',
        'ports',
        'pods',
        'services',
        'effects',
        'owner',
        'reason',
        'reviewBy',
        'overdue',
        'requestedBy',
        'ticket',
        'managed',
        'asOf',
        'health',
      ],
      escape_formulas: true,
      record_delimiter: 'windows',
    },
  );
}
