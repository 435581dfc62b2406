import {
  LatestProbe,
  NamespaceRow,
} from 'backstage-plugin-network-policy-common';

/** A namespace with its verdict, and its latest probe if there was one. */
export interface ProbedRow {
  row: NamespaceRow;
  probe?: LatestProbe;
}

/** What somebody should look at, the loudest first. */
const reasons = [
  'open-though-denied',
  'blocked-though-allowed',
  'egress-denied',
] as const;

/** Why somebody should look at a namespace. */
export type AttentionReason = (typeof reasons)[number];

/**
 * Why somebody should look at a namespace: a connection that policies forbid, one that they allow and that failed, or
 * egress of its own that denies what the service admits. Where the service itself is closed, its policy is the reason,
 * and the egress is beside the point.
 */
export function attentionOf({
  row,
  probe,
}: ProbedRow): AttentionReason | undefined {
  switch (probe?.agreement) {
    case 'open-though-denied':
    case 'blocked-though-allowed':
      return probe.agreement;
    default:
      return row.ingress.allowed && !row.egress.allowed
        ? 'egress-denied'
        : undefined;
  }
}

/** The place of a namespace among all, what somebody should look at first. */
export function attentionRank(row: ProbedRow): number {
  const reason = attentionOf(row);
  return reason ? reasons.indexOf(reason) : reasons.length;
}
