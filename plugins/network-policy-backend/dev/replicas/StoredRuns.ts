import { knex, Knex } from 'knex';
import { AttemptRow, RunRow } from '../../src/probes/database/rows';

export interface StoredRun extends RunRow {
  attempts: AttemptRow[];
}

/**
 * What the plugin's tables say, read past all replicas.
 */
export class StoredRuns {
  private readonly client: Knex;

  constructor(databaseUrl: string) {
    this.client = knex({
      client: 'pg',
      connection: `${databaseUrl}/backstage_plugin_network-policy`,
      pool: { min: 0, max: 1 },
    });
  }

  async all(): Promise<StoredRun[]> {
    const runs = await this.client<RunRow>('probe_runs').orderBy([
      'started_at',
      'id',
    ]);
    const attempts = await this.client<AttemptRow>('probe_attempts').orderBy(
      'namespace',
    );
    return runs.map(run => ({
      ...run,
      attempts: attempts.filter(({ run_id }) => run_id === run.id),
    }));
  }

  async close(): Promise<void> {
    await this.client.destroy();
  }
}
