import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';
import { ProbeRunSummary } from '../ProbeRunStore';

/** A row of `probe_runs`. */
export interface RunRow {
  id: string;
  entity_ref: string;
  cluster: string;
  namespace: string;
  target: string;
  state: ProbeRun['state'];
  requested_by: string;
  started_at: string;
  finished_at: string | null;
  /** The replica that made the run, or makes it. */
  owner: string | null;
  lease_expires_at: string | null;
  /** One slot of each budget: of the portal, the person and the cluster. */
  slot: number | null;
  person_slot: number | null;
  cluster_slot: number | null;
  /** Asks the owner to end the run. */
  cancelled_by: string | null;
  entity_gone_since: string | null;
  cluster_gone_since: string | null;
}

/** A row of `probe_attempts`. */
export interface AttemptRow {
  run_id: string;
  namespace: string;
  purpose: ProbeAttempt['purpose'];
  state: ProbeAttempt['state'];
  expected: ProbeAttempt['expected'];
  timeout_ms: number;
  outcome: ProbeAttempt['outcome'] | null;
  detail: string | null;
  agreement: ProbeAttempt['agreement'] | null;
  agreement_reason: string | null;
  finished_at: string | null;
}

/** A run counts as cancelled at once, while its replica still removes the Jobs. */
function stateOf({ state, cancelled_by }: RunRow): ProbeRun['state'] {
  return state === 'running' && cancelled_by !== null ? 'cancelled' : state;
}

export function rowToRun(row: RunRow): ProbeRunSummary {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    cluster: row.cluster,
    namespace: row.namespace,
    target: row.target,
    state: stateOf(row),
    requestedBy: row.requested_by,
    startedAt: row.started_at,
    ...(row.finished_at !== null && { finishedAt: row.finished_at }),
  };
}

export function attemptToRow(runId: string, attempt: ProbeAttempt): AttemptRow {
  return {
    run_id: runId,
    namespace: attempt.namespace,
    purpose: attempt.purpose,
    state: attempt.state,
    expected: attempt.expected,
    timeout_ms: attempt.timeoutMs,
    outcome: attempt.outcome ?? null,
    detail: attempt.detail ?? null,
    agreement: attempt.agreement ?? null,
    agreement_reason: attempt.agreementReason ?? null,
    finished_at: attempt.finishedAt ?? null,
  };
}

export function rowToAttempt(row: AttemptRow): ProbeAttempt {
  return {
    namespace: row.namespace,
    purpose: row.purpose,
    state: row.state,
    expected: row.expected,
    timeoutMs: row.timeout_ms,
    ...(row.outcome !== null && { outcome: row.outcome }),
    ...(row.detail !== null && { detail: row.detail }),
    ...(row.agreement !== null && { agreement: row.agreement }),
    ...(row.agreement_reason !== null && {
      agreementReason: row.agreement_reason,
    }),
    ...(row.finished_at !== null && { finishedAt: row.finished_at }),
  };
}
