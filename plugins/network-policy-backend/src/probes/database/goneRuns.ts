import { Knex } from 'knex';
import { RunSubject } from '../ProbeRunStore';
import { RunRow } from './rows';
import { timestamp } from './timestamp';

/** A statement that deletes no more than this holds up nobody. */
const RUNS_PER_STATEMENT = 200;

const columns = {
  entity: { of: 'entity_ref', goneSince: 'entity_gone_since' },
  cluster: { of: 'cluster', goneSince: 'cluster_gone_since' },
} as const;

/** The entities or clusters that runs are about, in order, a page at a time. */
export async function subjectsOfRuns(
  client: Knex,
  subject: RunSubject,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const { of } = columns[subject];
  const rows: Record<string, string>[] = await client('probe_runs')
    .distinct(of)
    .where(of, '>', after)
    .orderBy(of)
    .limit(limit);
  return rows.map(row => row[of]);
}

/** Remembers since when entities or clusters are gone, and forgets it for those that are there. */
export async function markGone(
  client: Knex,
  subject: RunSubject,
  { gone, present }: { gone: readonly string[]; present: readonly string[] },
): Promise<void> {
  const { of, goneSince } = columns[subject];
  await client<RunRow>('probe_runs')
    .whereIn(of, gone)
    .whereNull(goneSince)
    .update({ [goneSince]: timestamp(client) });
  await client<RunRow>('probe_runs')
    .whereIn(of, present)
    .whereNotNull(goneSince)
    .update({ [goneSince]: null });
}

/**
 * Deletes the runs whose entity or cluster has been gone for so long.
 *
 * @returns how many were deleted
 */
export async function deleteGoneRuns(
  client: Knex,
  milliseconds: number,
  signal: AbortSignal,
): Promise<number> {
  let deleted = 0;
  let last = RUNS_PER_STATEMENT;
  while (last === RUNS_PER_STATEMENT && !signal.aborted) {
    const since = timestamp(client, -milliseconds);
    const gone = await client<RunRow>('probe_runs')
      .whereNot({ state: 'running' })
      .andWhere(either =>
        either
          .where(columns.entity.goneSince, '<', since)
          .orWhere(columns.cluster.goneSince, '<', since),
      )
      .limit(RUNS_PER_STATEMENT)
      .select('id');
    last = gone.length;
    deleted += await client<RunRow>('probe_runs')
      .whereIn(
        'id',
        gone.map(({ id }) => id),
      )
      .delete();
  }
  return deleted;
}
