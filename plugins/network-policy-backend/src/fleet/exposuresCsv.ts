import { stringify } from 'csv-stringify/sync';
import {
  FleetExposure,
  ReadCluster,
} from 'backstage-plugin-network-policy-common';

/**
 * Exposures as CSV with a heading line. Text that a spreadsheet would take for a formula is made harmless: some of it is
 * written by those who annotate policies.
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
    exposures.map(({ policy, effects, managers = [], ...exposure }) => ({
      ...exposure,
      asOf: known.get(exposure.cluster)?.asOf,
      health: known.get(exposure.cluster)?.health.state,
      kind: policy.kind,
      policy: policy.name,
      rule: policy.rule === undefined ? '' : policy.rule + 1,
      ports: exposure.ports.join(', '),
      services: exposure.services.join(', '),
      effects: effects.map(({ kind, pods }) => `${kind} (${pods})`).join(', '),
      managers: managers.map(({ name }) => name).join(', '),
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
        'entity',
        'createdAt',
        'managers',
        'asOf',
        'health',
      ],
      escape_formulas: true,
      cast: { string: withoutInnerFormulas },
      record_delimiter: 'windows',
    },
  );
}

/** Spreadsheets of some languages separate cells by other characters than the comma. */
function withoutInnerFormulas(text: string): string {
  return text.replace(/([;|\t])(\s*[=+\-@])/g, "$1'$2");
}
