import { Knex } from 'knex';
import { AbandonedRun } from '../ProbeRunStore';
import { AttemptRow, RunRow } from './rows';
import { timestamp } from './timestamp';

/**
 * Ends every run whose lease has expired. One statement, so that of several replicas that try, each run is one's.
 */
export async function endAbandonedRuns(client: Knex): Promise<AbandonedRun[]> {
  const ended = await client<RunRow>('probe_runs')
    .where({ state: 'running' })
    .andWhere(lease =>
      lease
        .whereNull('lease_expires_at')
        .orWhere('lease_expires_at', '<', timestamp(client)),
    )
    .update({
      state: client.raw(
        `case when cancelled_by is null then 'interrupted' else 'cancelled' end`,
      ),
      finished_at: timestamp(client),
    })
    .returning(['id', 'cluster']);
  const attempts = await client<AttemptRow>('probe_attempts')
    .whereIn(
      'run_id',
      ended.map(({ id }) => id),
    )
    .select('run_id', 'namespace');
  return ended.map(({ id, cluster }) => ({
    id,
    cluster,
    namespaces: attempts
      .filter(attempt => attempt.run_id === id)
      .map(({ namespace }) => namespace),
  }));
}
