import {
  EvaluatedTarget,
  NotEvaluated,
} from 'backstage-plugin-network-policy-common';
import { ProbedRow } from './attention';
import { WorkloadTarget } from './evaluateWorkload';
import { LatestProbes } from './latestProbes';
import { summariseRows } from './summariseRows';

/** So much of what was not evaluated is told in a summary. */
const SENTENCES = 5;

/** What is said of a target itself, beside where it is. */
export type Summary = Omit<
  EvaluatedTarget,
  'state' | 'cluster' | 'asOf' | 'health' | 'namespace' | 'podSelector'
>;

/** A target in numbers. */
export function summariseTarget(
  target: WorkloadTarget,
  probes: LatestProbes,
): Summary {
  const { pods, services, ports, headline, isolatedBy, exposures, outside } =
    target.reach;
  return {
    pods,
    headline,
    outside,
    services: [...services],
    ports: [...ports],
    isolatedBy: [...isolatedBy],
    exposures: [...exposures],
    ...summariseRows(rowsOf(target, probes)),
    namesShown: true,
    partial: firstOf(target.reach.partial, SENTENCES),
    ...(probes.probing && { probing: probes.probing }),
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
  { reach }: WorkloadTarget,
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
