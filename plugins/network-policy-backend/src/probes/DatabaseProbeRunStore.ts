import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';
import { Knex } from 'knex';
import {
  LatestAttempt,
  ProbeRunKey,
  ProbeRunStore,
  ProbeRunSummary,
} from './ProbeRunStore';
import {
  AttemptRow,
  attemptToRow,
  rowToAttempt,
  rowToRun,
  RunRow,
  runToRow,
} from './rows';

const migrationsDirectory = resolvePackagePath(
  'backstage-plugin-network-policy-backend',
  'migrations',
);

/**
 * Keeps probe runs in the plugin's database.
 */
export class DatabaseProbeRunStore implements ProbeRunStore {
  /**
   * Brings the schema up to date, unless the portal's operators do that themselves.
   */
  static async create(
    database: DatabaseService,
  ): Promise<DatabaseProbeRunStore> {
    const client = await database.getClient();
    if (!database.migrations?.skip) {
      await client.migrate.latest({ directory: migrationsDirectory });
    }
    return new DatabaseProbeRunStore(client);
  }

  private constructor(private readonly client: Knex) {}

  async create({ attempts, ...run }: ProbeRun): Promise<void> {
    await this.client.transaction(async transaction => {
      await transaction<RunRow>('probe_runs').insert(runToRow(run));
      await transaction<AttemptRow>('probe_attempts').insert(
        attempts.map(attempt => attemptToRow(run.id, attempt)),
      );
    });
  }

  async saveAttempt(runId: string, attempt: ProbeAttempt): Promise<void> {
    await this.client<AttemptRow>('probe_attempts')
      .where({ run_id: runId, namespace: attempt.namespace })
      .update(attemptToRow(runId, attempt));
  }

  async end(
    runId: string,
    state: 'finished' | 'interrupted',
    finishedAt: string,
  ): Promise<void> {
    await this.client<RunRow>('probe_runs')
      .where({ id: runId })
      .update({ state, finished_at: finishedAt });
  }

  async get(runId: string): Promise<ProbeRun | undefined> {
    const [run] = await this.withAttempts(
      await this.client<RunRow>('probe_runs').where({ id: runId }),
    );
    return run;
  }

  async listRunning(): Promise<ProbeRun[]> {
    return this.withAttempts(
      await this.client<RunRow>('probe_runs').where({ state: 'running' }),
    );
  }

  async latestRun(key: ProbeRunKey): Promise<ProbeRunSummary | undefined> {
    const row = await this.client<RunRow>('probe_runs')
      .where(keyToColumns(key))
      .orderBy('started_at', 'desc')
      .first();
    return row && rowToRun(row);
  }

  async latestAttempts(key: ProbeRunKey): Promise<LatestAttempt[]> {
    const ranked = this.client<AttemptRow>('probe_attempts')
      .join('probe_runs', 'probe_runs.id', 'probe_attempts.run_id')
      .where(keyToColumns(key, 'probe_runs.'))
      .andWhere('probe_attempts.state', 'done')
      .select('probe_attempts.*', 'probe_runs.target')
      .rowNumber(
        'age',
        this.client.raw(
          `partition by probe_attempts.namespace
           order by case when probe_attempts.outcome = 'not-run' then 1 else 0 end,
                    probe_attempts.finished_at desc`,
        ),
      )
      .as('ranked');
    const rows: (AttemptRow & Pick<RunRow, 'target'>)[] = await this.client
      .select('*')
      .from(ranked)
      .where('age', 1);
    return rows.map(row => ({
      ...rowToAttempt(row),
      runId: row.run_id,
      target: row.target,
    }));
  }

  private async withAttempts(runs: RunRow[]): Promise<ProbeRun[]> {
    const attempts = await this.client<AttemptRow>('probe_attempts')
      .whereIn(
        'run_id',
        runs.map(run => run.id),
      )
      .orderBy([{ column: 'purpose', order: 'desc' }, 'namespace']);
    return runs.map(run => ({
      ...rowToRun(run),
      attempts: attempts
        .filter(attempt => attempt.run_id === run.id)
        .map(rowToAttempt),
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
