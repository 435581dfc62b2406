import { ProbeRun } from 'backstage-plugin-network-policy-common';
import { Knex } from 'knex';
import { LatestAttempt, ProbeRunKey, ProbeRunSummary } from '../ProbeRunStore';
import { RankedAttempt, rankedAttempts } from './latestAttempts';
import { AttemptRow, rowToAttempt, rowToRun, RunRow } from './rows';

/** A run with its attempts, those that were asked for first. */
export async function readRun(
  client: Knex,
  runId: string,
): Promise<ProbeRun | undefined> {
  const row = await client<RunRow>('probe_runs').where({ id: runId }).first();
  if (!row) {
    return undefined;
  }
  const attempts = await client<AttemptRow>('probe_attempts')
    .where({ run_id: runId })
    .orderBy([{ column: 'purpose', order: 'desc' }, 'namespace']);
  return { ...rowToRun(row), attempts: attempts.map(rowToAttempt) };
}

/** The latest run of a target. */
export async function readLatestRun(
  client: Knex,
  key: ProbeRunKey,
): Promise<ProbeRunSummary | undefined> {
  const row = await client<RunRow>('probe_runs')
    .where(keyToColumns(key))
    .orderBy('started_at', 'desc')
    .first();
  return row && rowToRun(row);
}

/** The latest run of each target of an entity. */
export async function readLatestRuns(
  client: Knex,
  entityRef: string,
): Promise<readonly ProbeRunSummary[]> {
  const rows: RunRow[] = await client
    .select('*')
    .from(
      client<RunRow>('probe_runs')
        .where({ entity_ref: entityRef })
        .select('*')
        .rowNumber(
          'age',
          client.raw(
            'partition by cluster, namespace order by started_at desc',
          ),
        )
        .as('ranked'),
    )
    .where('age', 1);
  return rows.map(rowToRun);
}

/** The latest attempt from each source namespace to a target. */
export async function readLatestAttempts(
  client: Knex,
  key: ProbeRunKey,
): Promise<LatestAttempt[]> {
  const rows: RankedAttempt[] = await client
    .select('*')
    .from(
      rankedAttempts(client)
        .andWhere(keyToColumns(key, 'probe_runs.'))
        .as('ranked'),
    )
    .where('age', 1);
  return rows.map(row => ({
    ...rowToAttempt(row),
    runId: row.run_id,
    target: row.target,
  }));
}

function keyToColumns(
  { entityRef, cluster, namespace }: ProbeRunKey,
  prefix = '',
) {
  return {
    [`${prefix}entity_ref`]: entityRef,
    [`${prefix}cluster`]: cluster,
    [`${prefix}namespace`]: namespace,
  };
}
