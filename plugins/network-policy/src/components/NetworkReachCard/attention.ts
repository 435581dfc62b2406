import type {
  EvaluatedTarget,
  LatestProbe,
  NamespaceReach,
} from 'backstage-plugin-network-policy-common';

/** A namespace whose latest probe is known. */
export type ProbedNamespace = NamespaceReach & { probe: LatestProbe };

/** One thing on the card that a person should look at. */
export type AttentionItem =
  | { kind: 'open-though-denied'; row: ProbedNamespace }
  | { kind: 'blocked-though-allowed'; row: ProbedNamespace }
  | { kind: 'egress-denied'; row: NamespaceReach };

/** How many namespaces need attention, and why. */
export type AttentionCount = {
  kind: AttentionItem['kind'];
  namespaces: number;
};

/** Whether a namespace was probed. */
export function isProbed(row: NamespaceReach): row is ProbedNamespace {
  return row.probe !== undefined;
}

/** Why a person should look at a namespace. A probe's result comes before an egress policy of the namespace itself. */
export function attentionItem(row: NamespaceReach): AttentionItem {
  if (isProbed(row)) {
    switch (row.probe.agreement) {
      case 'open-though-denied':
        return { kind: 'open-though-denied', row };
      case 'blocked-though-allowed':
        return { kind: 'blocked-though-allowed', row };
      default:
    }
  }
  return { kind: 'egress-denied', row };
}

/** What needs attention where the viewer may not see names, the most urgent first. */
export function attentionCounts({
  attention,
  probes,
}: Pick<EvaluatedTarget, 'attention' | 'probes'>): AttentionCount[] {
  const { openThoughDenied, blockedThoughAllowed } = probes;
  const counts: AttentionCount[] = [
    { kind: 'open-though-denied', namespaces: openThoughDenied },
    { kind: 'blocked-though-allowed', namespaces: blockedThoughAllowed },
    {
      kind: 'egress-denied',
      namespaces: attention.total - openThoughDenied - blockedThoughAllowed,
    },
  ];
  return counts.filter(({ namespaces }) => namespaces > 0);
}

/** How many namespaces were probed. */
export function countProbed(probes: EvaluatedTarget['probes']): number {
  return (
    probes.agrees +
    probes.blockedThoughAllowed +
    probes.openThoughDenied +
    probes.unknown
  );
}
