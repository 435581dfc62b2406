import {
  EvaluatedTarget,
  NotEvaluated,
  ProbeCounts,
  TargetReach,
} from 'backstage-plugin-network-policy-common';
import { ProbedRow } from './attention';
import { LatestProbes } from './latestProbes';
import { summariseRows } from './summariseRows';

/** So many sentences about what was not evaluated are in a summary. */
const SENTENCES = 5;

/** What is said of a target itself, beside where it is. */
export type Summary = Omit<
  EvaluatedTarget,
  'state' | 'cluster' | 'asOf' | 'health' | 'namespace' | 'podSelector'
>;

/**
 * A target in numbers.
 *
 * @param namespacesDigest - what {@link NamespaceDigests} has of the rows
 */
export function summariseTarget(
  reach: TargetReach,
  probes: LatestProbes,
  namespacesDigest: string,
): Summary {
  const { pods, services, ports, headline, isolatedBy, exposures, outside } =
    reach;
  const numbers = summariseRows(rowsOf(reach, probes), namespacesDigest);
  return {
    pods,
    headline,
    outside,
    services: [...services],
    ports: [...ports],
    isolatedBy: [...isolatedBy],
    exposures: [...exposures],
    ...numbers,
    ...(probes.unread !== undefined && {
      probes: unknownCounts(numbers.counts.namespaces),
      probesUnread: probes.unread,
    }),
    namesShown: true,
    partial: firstOf(reach.partial, SENTENCES),
    ...(probes.probing && { probing: probes.probing }),
  };
}

/** Where it is not known what probes saw, no namespace may pass for one that was not probed. */
function unknownCounts(namespaces: number): ProbeCounts {
  return {
    agrees: 0,
    blockedThoughAllowed: 0,
    openThoughDenied: 0,
    unknown: namespaces,
    notProbed: 0,
  };
}

/** A target without the name of any namespace but its own. Sentences name them, too. */
export function withoutNames(target: EvaluatedTarget): EvaluatedTarget {
  return {
    ...target,
    namesShown: false,
    attention: { ...target.attention, namespaces: [] },
    partial: { ...target.partial, sentences: [] },
  };
}

/** The namespaces of a target, each with its latest probe. */
export function rowsOf(
  reach: TargetReach,
  { byNamespace }: LatestProbes,
): ProbedRow[] {
  return reach.namespaces.map(row => ({
    row,
    probe: byNamespace.get(row.namespace),
  }));
}

/** How many sentences there are, and the first of them. */
export function firstOf(
  sentences: readonly string[],
  most: number,
): NotEvaluated {
  return { total: sentences.length, sentences: sentences.slice(0, most) };
}
