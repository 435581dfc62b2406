import type {
  ClusterDenial,
  EvaluatedTarget,
  NamespaceReach,
  ReachGroup,
} from 'backstage-plugin-network-policy-common';

/** What of a target follows from its namespaces. */
type Derived =
  | 'subject'
  | 'revision'
  | 'counts'
  | 'groups'
  | 'denials'
  | 'attention'
  | 'probes';

/** A target with all its namespaces and all doubts, from which the backend's answers are made. */
export type EvaluatedFixture = Omit<EvaluatedTarget, Derived | 'partial'> & {
  namespaces: readonly NamespaceReach[];
  partial: readonly string[];
};

const named = 5;
const loudest = ['open-though-denied', 'blocked-though-allowed'] as const;

/** The place of a namespace among those that need attention; undefined where it needs none. */
export function attentionRank(row: NamespaceReach): number | undefined {
  const rank = loudest.findIndex(loud => loud === row.probe?.agreement);
  if (rank >= 0) {
    return rank;
  }
  return row.ingress.allowed && !row.egress.allowed
    ? loudest.length
    : undefined;
}

function markOf({ probe }: NamespaceReach): ReachGroup['mark'] {
  switch (probe?.agreement) {
    case 'agrees':
      return 'agrees';
    case 'blocked-though-allowed':
    case 'open-though-denied':
      return 'disagrees';
    default:
      return 'none';
  }
}

function groupsOf(rows: readonly NamespaceReach[]): ReachGroup[] {
  const groups = new Map<string, ReachGroup>();
  for (const row of rows) {
    const mark = markOf(row);
    const key = `${row.reach} ${mark}`;
    const namespaces = (groups.get(key)?.namespaces ?? 0) + 1;
    groups.set(key, { reach: row.reach, mark, namespaces });
  }
  return [...groups.values()];
}

function denialsOf(rows: readonly NamespaceReach[]): ClusterDenial[] {
  const denials = new Map<string, ClusterDenial>();
  for (const { ingress } of rows.filter(row => !row.ingress.allowed)) {
    for (const reason of ingress.policies) {
      if (reason.tier !== 'NetworkPolicy') {
        const namespaces = (denials.get(reason.name)?.namespaces ?? 0) + 1;
        denials.set(reason.name, { reason, namespaces });
      }
    }
  }
  return [...denials.values()];
}

/** What the backend says of a target in numbers. */
export function summarise(fixture: EvaluatedFixture): EvaluatedTarget {
  const { namespaces: rows, partial, ...target } = fixture;
  const { namesShown } = target;
  const reached = (reach: NamespaceReach['reach']) =>
    rows.filter(row => row.reach === reach);
  const agreeing = (agreement: string) =>
    rows.filter(({ probe }) => probe?.agreement === agreement).length;
  const watched = rows
    .filter(row => attentionRank(row) !== undefined)
    .sort((a, b) => Number(attentionRank(a)) - Number(attentionRank(b)));
  const times = rows.flatMap(({ probe }) => (probe ? [probe.at] : []));
  const latestAt = [...times].sort().at(-1);
  return {
    ...target,
    subject:
      rows.length === 0 ||
      rows.some(({ ingress }) => ingress.because !== 'not-subject'),
    revision: JSON.stringify(rows),
    counts: {
      namespaces: rows.length,
      all: reached('all').length,
      some: reached('some').length,
      none: reached('none').length,
      others: rows.filter(row => row.reach !== 'none' && !row.own).length,
    },
    groups: groupsOf(rows),
    denials: denialsOf(rows),
    attention: {
      total: watched.length,
      namespaces: namesShown ? watched.slice(0, named) : [],
    },
    probes: {
      agrees: agreeing('agrees'),
      blockedThoughAllowed: agreeing('blocked-though-allowed'),
      openThoughDenied: agreeing('open-though-denied'),
      unknown: agreeing('unknown'),
      notProbed: rows.length - times.length,
      ...(latestAt && { latestAt }),
    },
    partial: {
      total: partial.length,
      sentences: namesShown ? partial.slice(0, named) : [],
    },
  };
}
