import {
  EvaluatedTarget,
  LatestProbe,
} from 'backstage-plugin-network-policy-common';
import { chooseTarget, describeTarget } from '../targets/chooseTarget';
import { Expectations } from '../targets/expectation';
import { LatestAttempt } from '../probes/ProbeRunStore';
import { ClusterView } from '../state/clusterView';
import { WorkloadTarget } from '../targets/workloadTarget';
import { StoredProbes } from './SeenProbes';

/**
 * What probes saw of a target.
 */
export interface LatestProbes {
  /** The latest probe of each namespace that was probed. */
  byNamespace: ReadonlyMap<string, LatestProbe>;
  /** The latest run, if any was made. */
  probing: EvaluatedTarget['probing'];
  /** Why it is not known what probes saw, in one sentence; absent where it is known. */
  unread?: string;
}

/**
 * Holds what was probed against what the policies say now.
 */
export function latestProbes(
  seen: StoredProbes & { view: ClusterView; target: WorkloadTarget },
): LatestProbes {
  const { latestRun, attempts, unread } = seen;
  const byNamespace = new Map<string, LatestProbe>();
  // Of most targets nothing was probed, and then there is nothing to find out.
  const outdatedBecause =
    attempts.length > 0 ? changesSince(seen) : () => undefined;
  for (const attempt of attempts) {
    const probe = latestProbe(attempt, outdatedBecause(attempt));
    if (probe) {
      byNamespace.set(attempt.namespace, probe);
    }
  }
  return {
    byNamespace,
    ...(unread !== undefined && { unread }),
    probing: latestRun && {
      runId: latestRun.id,
      state: latestRun.state,
      startedAt: latestRun.startedAt,
      ...(latestRun.finishedAt && { finishedAt: latestRun.finishedAt }),
    },
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
  const expectations = now && new Expectations(view, now.destinations);
  return (attempt: LatestAttempt): string | undefined => {
    if (!now || describeTarget(now.probeTarget) !== attempt.target) {
      return `It was made to ${attempt.target}, which is not what a probe connects to now`;
    }
    return expectations?.from(attempt) === attempt.expected
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
