import type {
  LatestProbe,
  NamespaceReach,
} from 'backstage-plugin-network-policy-common';

/** A namespace whose latest probe is known. */
export type ProbedNamespace = NamespaceReach & { probe: LatestProbe };

/** One thing on the card that somebody should look at. */
export type AttentionItem =
  | { kind: 'open-though-denied'; row: ProbedNamespace }
  | { kind: 'blocked-though-allowed'; row: ProbedNamespace }
  | { kind: 'egress-denied'; row: NamespaceReach };

/** What the probes say altogether. */
export interface ProbeSummary {
  agree: number;
  unknown: number;
  notProbed: number;
  /** When the latest one was made; undefined when there was none. */
  latestAt?: string;
}

function isProbed(row: NamespaceReach): row is ProbedNamespace {
  return row.probe !== undefined;
}

/** The namespaces that were probed, the latest first. */
export function probedNamespaces(
  rows: readonly NamespaceReach[],
): ProbedNamespace[] {
  return rows
    .filter(isProbed)
    .sort(
      (a, b) =>
        Date.parse(b.probe.at) - Date.parse(a.probe.at) ||
        a.namespace.localeCompare(b.namespace),
    );
}

/**
 * What needs attention, the loudest first: a connection that policies forbid, then one that they allow and that failed,
 * then namespaces that stand in their own way.
 */
export function attentionItems(
  rows: readonly NamespaceReach[],
): AttentionItem[] {
  const probed = rows.filter(isProbed);
  return [
    ...probed
      .filter(row => row.probe.agreement === 'open-though-denied')
      .map(row => ({ kind: 'open-though-denied' as const, row })),
    ...probed
      .filter(row => row.probe.agreement === 'blocked-though-allowed')
      .map(row => ({ kind: 'blocked-though-allowed' as const, row })),
    // Where the service itself is closed, its policy is the reason, and the client's egress is beside the point.
    ...rows
      .filter(row => row.ingress.allowed && !row.egress.allowed)
      .map(row => ({ kind: 'egress-denied' as const, row })),
  ];
}

/** Counts what the attention list does not name. */
export function summarizeProbes(rows: readonly NamespaceReach[]): ProbeSummary {
  const probed = probedNamespaces(rows);
  const count = (agreement: LatestProbe['agreement']) =>
    probed.filter(row => row.probe.agreement === agreement).length;
  return {
    agree: count('agrees'),
    unknown: count('unknown'),
    notProbed: rows.length - probed.length,
    latestAt: probed[0]?.probe.at,
  };
}
