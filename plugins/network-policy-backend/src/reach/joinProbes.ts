import {
  ClusterSnapshot,
  EvaluatedTarget,
  LatestProbe,
} from 'backstage-plugin-network-policy-common';
import { chooseTarget } from '../probes/chooseTarget';
import { expectationFrom } from '../probes/expectation';
import { probeLabels } from '../probes/probeLabels';
import { LatestAttempt, ProbeRunSummary } from '../probes/ProbeRunStore';
import { WorkloadTarget } from './evaluateWorkload';

/**
 * Puts the latest probe of each namespace beside its verdict, and the latest run beside them all.
 */
export function joinProbes(
  evaluated: EvaluatedTarget,
  seen: {
    snapshot: ClusterSnapshot;
    target: WorkloadTarget;
    latestRun?: ProbeRunSummary;
    attempts: readonly LatestAttempt[];
  },
): EvaluatedTarget {
  const { latestRun, attempts } = seen;
  const byNamespace = new Map(
    attempts.map(attempt => [attempt.namespace, attempt]),
  );
  const expectedNow = expectations(seen);
  return {
    ...evaluated,
    namespaces: evaluated.namespaces.map(row => {
      const attempt = byNamespace.get(row.namespace);
      const probe = attempt && latestProbe(attempt, expectedNow(attempt));
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

function expectations(seen: {
  snapshot: ClusterSnapshot;
  target: WorkloadTarget;
}) {
  const port = chooseTarget(seen.target);
  return ({ namespace, runId }: LatestAttempt) =>
    port
      ? expectationFrom(
          seen.snapshot,
          { namespace, labels: probeLabels(runId) },
          { pods: seen.target.pods, port },
        )
      : 'undecided';
}

/** A judgement holds only as long as the policies say what they said when the probe was made. */
function latestProbe(
  attempt: LatestAttempt,
  expectedNow: LatestAttempt['expected'],
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
  if (attempt.expected !== expectedNow) {
    return {
      ...seen,
      agreement: 'unknown',
      agreementReason: 'The policies have changed since this probe',
    };
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
