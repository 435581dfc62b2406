import {
  EvaluatedTarget,
  LatestProbe,
} from 'backstage-plugin-network-policy-common';
import { chooseTarget, describeTarget } from '../probes/chooseTarget';
import { expectationFrom } from '../probes/expectation';
import { LatestAttempt, ProbeRunSummary } from '../probes/ProbeRunStore';
import { ClusterView } from '../snapshot/clusterView';
import { WorkloadTarget } from './evaluateWorkload';

/**
 * Puts the latest probe of each namespace beside its verdict, and the latest run beside them all.
 */
export function joinProbes(
  evaluated: EvaluatedTarget,
  seen: {
    view: ClusterView;
    target: WorkloadTarget;
    latestRun?: ProbeRunSummary;
    attempts: readonly LatestAttempt[];
  },
): EvaluatedTarget {
  const { latestRun, attempts } = seen;
  const byNamespace = new Map(
    attempts.map(attempt => [attempt.namespace, attempt]),
  );
  const outdatedBecause = changesSince(seen);
  return {
    ...evaluated,
    namespaces: evaluated.namespaces.map(row => {
      const attempt = byNamespace.get(row.namespace);
      const probe = attempt && latestProbe(attempt, outdatedBecause(attempt));
      return probe ? { ...row, probe } : row;
    }),
    ...(latestRun && {
      probing: {
        runId: latestRun.id,
        state: latestRun.state,
        startedAt: latestRun.startedAt,
        ...(latestRun.finishedAt && { finishedAt: latestRun.finishedAt }),
      },
    }),
  };
}

/** A judgement holds only as long as the target is the same and the policies say what they said then. */
function changesSince({
  view,
  target,
}: {
  view: ClusterView;
  target: WorkloadTarget;
}) {
  const now = chooseTarget(view.cluster, target);
  return (attempt: LatestAttempt): string | undefined => {
    if (!now || describeTarget(now.probeTarget) !== attempt.target) {
      return `It was made to ${attempt.target}, which is not what a probe connects to now`;
    }
    const { expected } = attempt;
    return expectationFrom(view, attempt, now.destinations) === expected
      ? undefined
      : 'The policies have changed since this probe';
  };
}

function latestProbe(
  attempt: LatestAttempt,
  outdatedBecause: string | undefined,
): LatestProbe | undefined {
  const { outcome, detail, agreement, agreementReason, finishedAt } = attempt;
  if (outcome === undefined || finishedAt === undefined) {
    return undefined;
  }
  const seen = {
    outcome,
    at: finishedAt,
    ...(detail !== undefined && { detail }),
  };
  if (outdatedBecause !== undefined) {
    return { ...seen, agreement: 'unknown', agreementReason: outdatedBecause };
  }
  if (agreement === undefined) {
    return {
      ...seen,
      agreement: 'unknown',
      agreementReason: 'The run has not made its control',
    };
  }
  return {
    ...seen,
    agreement,
    ...(agreementReason !== undefined && { agreementReason }),
  };
}
