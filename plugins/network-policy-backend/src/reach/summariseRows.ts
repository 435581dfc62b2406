import {
  ClusterDenial,
  EvaluatedTarget,
  LatestProbe,
  PolicyReason,
  ProbeCounts,
  ReachCounts,
  ReachGroup,
} from 'backstage-plugin-network-policy-common';
import { sortRows } from '../paging/page';
import { attentionOf, attentionRank, ProbedRow } from './attention';
import { describeNamespace } from './describeNamespace';
import { revisionOf } from './revisionOf';

/** So many namespaces are named in a summary. The others are on the pages. */
const NAMED = 5;

/** What of a target is said in numbers, however many namespaces there are. */
export type ReachNumbers = Pick<
  EvaluatedTarget,
  | 'subject'
  | 'revision'
  | 'counts'
  | 'groups'
  | 'denials'
  | 'attention'
  | 'probes'
>;

/** Counts what the namespaces of a cluster are to a target. */
export function summariseRows(
  rows: readonly ProbedRow[],
  namespacesDigest: string,
): ReachNumbers {
  const watched = rows.filter(row => attentionOf(row) !== undefined);
  const first = sortRows(watched, row => [
    attentionRank(row),
    row.row.namespace,
  ]);
  return {
    subject:
      rows.length === 0 ||
      rows.some(({ row }) => row.ingress.because !== 'not-subject'),
    revision: revisionOf(rows, namespacesDigest),
    counts: countReach(rows),
    groups: groupRows(rows),
    denials: denialsOf(rows),
    attention: {
      total: watched.length,
      namespaces: first.slice(0, NAMED).map(describeNamespace),
    },
    probes: countProbes(rows),
  };
}

function countReach(rows: readonly ProbedRow[]): ReachCounts {
  const counts = {
    namespaces: rows.length,
    all: 0,
    some: 0,
    none: 0,
    others: 0,
  };
  for (const { row } of rows) {
    counts[row.reach] += 1;
    counts.others += row.reach !== 'none' && !row.own ? 1 : 0;
  }
  return counts;
}

function markOf(agreement: LatestProbe['agreement'] | undefined) {
  switch (agreement) {
    case 'agrees':
      return 'agrees';
    case 'blocked-though-allowed':
    case 'open-though-denied':
      return 'disagrees';
    default:
      return 'none';
  }
}

function groupRows(rows: readonly ProbedRow[]): ReachGroup[] {
  const counts = {
    disagrees: { all: 0, some: 0, none: 0 },
    agrees: { all: 0, some: 0, none: 0 },
    none: { all: 0, some: 0, none: 0 },
  };
  for (const { row, probe } of rows) {
    counts[markOf(probe?.agreement)][row.reach] += 1;
  }
  return (['disagrees', 'agrees', 'none'] as const).flatMap(mark =>
    (['all', 'some', 'none'] as const)
      .map(reach => ({ reach, mark, namespaces: counts[mark][reach] }))
      .filter(({ namespaces }) => namespaces > 0),
  );
}

/** What cluster-wide policies deny at the service's own side. */
function denialsOf(rows: readonly ProbedRow[]): ClusterDenial[] {
  const found = new Map<string, ClusterDenial>();
  for (const {
    row: { ingress },
  } of rows) {
    const denying: readonly PolicyReason[] = ingress.allowed
      ? []
      : ingress.policies.filter(({ tier }) => tier !== 'NetworkPolicy');
    const here = new Map(
      denying.map(reason => [`${reason.kind} ${reason.name}`, reason]),
    );
    for (const [policy, reason] of here) {
      const namespaces = (found.get(policy)?.namespaces ?? 0) + 1;
      found.set(policy, { reason, namespaces });
    }
  }
  return [...found.values()].sort(
    (one, other) => other.namespaces - one.namespaces,
  );
}

function countProbes(rows: readonly ProbedRow[]): ProbeCounts {
  const counts = {
    agrees: 0,
    'blocked-though-allowed': 0,
    'open-though-denied': 0,
    unknown: 0,
  };
  let notProbed = 0;
  let latestAt: string | undefined;
  for (const { probe } of rows) {
    if (!probe) {
      notProbed += 1;
    } else {
      counts[probe.agreement] += 1;
      latestAt = latestAt && latestAt > probe.at ? latestAt : probe.at;
    }
  }
  return {
    agrees: counts.agrees,
    blockedThoughAllowed: counts['blocked-though-allowed'],
    openThoughDenied: counts['open-though-denied'],
    unknown: counts.unknown,
    notProbed,
    ...(latestAt !== undefined && { latestAt }),
  };
}
