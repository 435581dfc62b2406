import { Knex } from 'knex';
import { describeOnDatabases } from '../../__testUtils__/onDatabases';
import {
  attempt,
  doneAttempt,
  planned,
  putRun,
  storeOf,
} from '../../__testUtils__/storedRuns';
import { endAbandonedRuns } from './abandonedRuns';
import { migrationsDirectory } from '../../database/openDatabase';

const directory = migrationsDirectory;
const all = { directory };

const leases = '20261127000000_run_leases.js';
const budgets = '20261130210000_probe_budgets.js';

const stored = async (client: Knex) => ({
  runs: await client('probe_runs')
    .select('id', 'entity_ref', 'state', 'started_at')
    .orderBy('id'),
  attempts: await client('probe_attempts')
    .select('run_id', 'namespace', 'outcome', 'finished_at')
    .orderBy(['run_id', 'namespace']),
});

const namesOf = (rows: { id: string; state: string }[]) =>
  rows.map(({ id, state }) => `${id} ${state}`);

/** The schema as it was, with the columns that it had. */
async function firstVersion(client: Knex) {
  await client.migrate.up({ directory, name: '20261122000000_init.js' });
}

describeOnDatabases('the schema', ({ empty, open }) => {
  it('goes down to nothing and up again, with data in it', async () => {
    const client = await open();
    await putRun(client, 'one', [attempt('a')], {
      state: 'running',
      owner: 'x',
    });

    await client.migrate.rollback(all, true);

    await expect(client.schema.hasTable('probe_runs')).resolves.toBe(false);
    await expect(client.schema.hasTable('probe_attempts')).resolves.toBe(false);
    await client.migrate.latest(all);
    await putRun(client, 'two', [attempt('a')]);
    expect(namesOf((await stored(client)).runs)).toEqual(['two finished']);
  });

  it('keeps runs and attempts one step down and up', async () => {
    const client = await open();
    await putRun(
      client,
      'one',
      [doneAttempt('a', 'connected', '2026-11-22T10:00:00.000Z'), attempt('b')],
      { owner: 'x', slot: 3, lease_expires_at: '2026-11-22T10:00:00.000Z' },
    );
    const before = await stored(client);

    for (const [name, column] of [
      [leases, 'owner'],
      [budgets, 'person_slot'],
    ]) {
      await client.migrate.down({ directory, name });

      await expect(client.schema.hasColumn('probe_runs', column)).resolves.toBe(
        false,
      );
      expect(await stored(client)).toEqual(before);
      await client.migrate.up({ directory, name });
      expect(await stored(client)).toEqual(before);
      await expect(client.schema.hasColumn('probe_runs', column)).resolves.toBe(
        true,
      );
    }
  });

  it('takes a run in progress over that has no slots yet, and a cancelled one back', async () => {
    const client = await open();
    await client.migrate.down({ directory, name: budgets });
    const running = { state: 'running' as const, owner: 'x' };
    await putRun(client, 'one', [attempt('a')], { ...running, slot: 0 });
    await putRun(client, 'two', [attempt('a')], {
      ...running,
      cluster: 'south',
      slot: 1,
    });

    await client.migrate.up({ directory, name: budgets });

    const most = { runsPerPerson: 2, runsPerCluster: 5 };
    await expect(
      storeOf(client, { budgets: most }).create(
        planned('three', { cluster: 'west' }),
      ),
    ).rejects.toThrow('you have 2 probe runs in progress');
    await client('probe_runs').where({ id: 'one' }).update({
      state: 'cancelled',
    });
    await client.migrate.down({ directory, name: budgets });
    expect(namesOf((await stored(client)).runs)).toEqual([
      'one interrupted',
      'two running',
    ]);
  });

  it('takes over what an older version left running, one of each target', async () => {
    const client = await empty();
    await firstVersion(client);
    const running = (id: string, started_at: string, cluster = 'north') =>
      putRun(client, id, [attempt('a')], {
        state: 'running',
        started_at,
        cluster,
      });
    await running('a-older', '2026-11-22T10:00:00.000Z');
    await running('b-newer', '2026-11-22T11:00:00.000Z');
    await running('c-same-time', '2026-11-22T11:00:00.000Z');
    await running('d-elsewhere', '2026-11-22T09:00:00.000Z', 'south');
    await putRun(client, 'e-finished', [attempt('a')], {
      started_at: '2026-11-22T12:00:00.000Z',
    });

    await client.migrate.latest(all);

    expect(namesOf((await stored(client)).runs)).toEqual([
      'a-older interrupted',
      'b-newer interrupted',
      'c-same-time running',
      'd-elsewhere running',
      'e-finished finished',
    ]);
    const abandoned = await endAbandonedRuns(client);
    expect(abandoned.map(({ id }) => id).sort()).toEqual([
      'c-same-time',
      'd-elsewhere',
    ]);
  });
});
