import { ProbeAttempt } from 'backstage-plugin-network-policy-common';
import { Knex } from 'knex';
import { DatabaseProbeRunStore } from '../probes/database/DatabaseProbeRunStore';
import { PlannedRun } from '../probes/ProbeRunStore';
import { AttemptRow, attemptToRow, RunRow } from '../probes/database/rows';

export const key = {
  entityRef: 'component:default/web',
  cluster: 'north',
  namespace: 'default',
};

export const attempt = (
  namespace: string,
  values: Partial<ProbeAttempt> = {},
): ProbeAttempt => ({
  namespace,
  purpose: 'requested',
  state: 'waiting',
  expected: 'allowed',
  timeoutMs: 2000,
  ...values,
});

export const doneAttempt = (
  namespace: string,
  outcome: ProbeAttempt['outcome'],
  finishedAt: string,
) => attempt(namespace, { state: 'done', outcome, finishedAt });

export const planned = (
  id: string,
  values: Partial<PlannedRun> = {},
): PlannedRun => ({
  ...key,
  id,
  target: 'web.default.svc:80',
  requestedBy: 'user:default/dana',
  attempts: [attempt('secondary')],
  ...values,
});

/** The store of a replica, whose budgets hold up no run unless a test says so. */
export const storeOf = (
  client: Knex,
  options: Partial<ConstructorParameters<typeof DatabaseProbeRunStore>[1]> = {},
) =>
  new DatabaseProbeRunStore(
    { use: work => work(client) },
    {
      owner: 'one',
      leaseMs: 30_000,
      budgets: { runsPerPerson: 50, runsPerCluster: 50 },
      ...options,
    },
  );

/** Puts a run of the past into the database, finished unless the columns say otherwise. */
export async function putRun(
  client: Knex,
  id: string,
  attempts: ProbeAttempt[],
  columns: Partial<RunRow> = {},
) {
  await client<RunRow>('probe_runs').insert({
    id,
    entity_ref: key.entityRef,
    cluster: key.cluster,
    namespace: key.namespace,
    target: 'web.default.svc:80',
    state: 'finished',
    requested_by: 'user:default/dana',
    started_at: '2026-11-22T10:00:00.000Z',
    finished_at: null,
    ...columns,
  });
  await client<AttemptRow>('probe_attempts').insert(
    attempts.map(value => attemptToRow(id, value)),
  );
}
