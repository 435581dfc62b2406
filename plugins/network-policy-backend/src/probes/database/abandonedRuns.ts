import { Knex } from 'knex';
import { AttemptRow, RunRow } from './rows';
import { timestamp } from './timestamp';

/**
 * A run that its replica left, and where it may have left something.
 */
export interface AbandonedRun {
  id: string;
  cluster: string;
  namespaces: string[];
}

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
    .update({ state: 'interrupted', finished_at: timestamp(client) })
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
