import { ProbeRun } from 'backstage-plugin-network-policy-common';
import { Knex } from 'knex';
import {
  LatestAttempt,
  ProbeRunKey,
  ProbeRunStore,
  ProbeRunSummary,
} from '../ProbeRunStore';
import { RankedAttempt, rankedAttempts } from './latestAttempts';
import { AttemptRow, rowToAttempt, rowToRun, RunRow } from './rows';

/**
 * Reads probe runs from the plugin's database, which all replicas share.
 */
export class DatabaseProbeRunStore implements ProbeRunStore {
  constructor(private readonly client: Knex) {}

  async get(runId: string): Promise<ProbeRun | undefined> {
    const row = await this.client<RunRow>('probe_runs')
      .where({ id: runId })
      .first();
    if (!row) {
      return undefined;
    }
    const attempts = await this.client<AttemptRow>('probe_attempts')
      .where({ run_id: runId })
      .orderBy([{ column: 'purpose', order: 'desc' }, 'namespace']);
    return { ...rowToRun(row), attempts: attempts.map(rowToAttempt) };
  }

  async latestRun(key: ProbeRunKey): Promise<ProbeRunSummary | undefined> {
    const row = await this.client<RunRow>('probe_runs')
      .where(keyToColumns(key))
      .orderBy('started_at', 'desc')
      .first();
    return row && rowToRun(row);
  }

  async latestRuns(entityRef: string): Promise<readonly ProbeRunSummary[]> {
    const { client } = this;
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

  async latestAttempts(key: ProbeRunKey): Promise<LatestAttempt[]> {
    const rows: RankedAttempt[] = await this.client
      .select('*')
      .from(
        rankedAttempts(this.client)
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
