import { Knex } from 'knex';
import { rankedAttempts } from './latestAttempts';
import { RunRow } from './rows';
import { timestamp } from './timestamp';

const MILLISECONDS_PER_DAY = 24 * 60 * 60 * 1000;

/** A statement that deletes no more than this holds up nobody. */
const RUNS_PER_STATEMENT = 200;

/**
 * Deletes runs that are older than some days. A run stays as long as it holds the latest attempt from a namespace: what
 * the card shows does not vanish by getting old.
 *
 * @returns how many were deleted
 */
export async function deleteOldRuns(
  client: Knex,
  days: number,
  signal: AbortSignal,
): Promise<number> {
  let deleted = 0;
  let last = RUNS_PER_STATEMENT;
  while (last === RUNS_PER_STATEMENT && !signal.aborted) {
    const old = await client<RunRow>('probe_runs')
      .whereNot({ state: 'running' })
      .andWhere(
        'started_at',
        '<',
        timestamp(client, -days * MILLISECONDS_PER_DAY),
      )
      .whereNotIn(
        'id',
        client
          .select('run_id')
          .from(rankedAttempts(client).as('ranked'))
          .where('age', 1),
      )
      .orderBy('started_at')
      .limit(RUNS_PER_STATEMENT)
      .select('id');
    last = old.length;
    deleted += await client<RunRow>('probe_runs')
      .whereIn(
        'id',
        old.map(({ id }) => id),
      )
      .delete();
  }
  return deleted;
}
