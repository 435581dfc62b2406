import { Knex } from 'knex';
import { describeOnDatabases } from '../../__testUtils__/onDatabases';
import {
  attempt,
  doneAttempt,
  key,
  putRun,
  storeOf,
} from '../../__testUtils__/storedRuns';
import { deleteOldRuns } from './oldRuns';

const daysAgo = (days: number) =>
  new Date(Date.now() - days * 24 * 60 * 60 * 1000).toISOString();

const idsOf = async (client: Knex) =>
  (await client('probe_runs').select('id').orderBy('id')).map(({ id }) => id);

const { signal } = new AbortController();

describeOnDatabases('deleteOldRuns', ({ open }) => {
  it('keeps what is young, what goes on, and the latest attempt of each namespace', async () => {
    const client = await open();
    const put = (
      id: string,
      days: number,
      outcomes: Record<string, 'connected' | 'not-run'>,
      columns = {},
    ) =>
      putRun(
        client,
        id,
        Object.entries(outcomes).map(([namespace, outcome]) =>
          doneAttempt(namespace, outcome, daysAgo(days)),
        ),
        { started_at: daysAgo(days), ...columns },
      );
    await put('a-superseded', 60, { a: 'connected' });
    await put('b-latest-of-b', 50, { a: 'connected', b: 'connected' });
    await put('c-saw-nothing', 40, { b: 'not-run' });
    await put('d-latest-of-a', 35, { a: 'connected' });
    await put('e-other-target', 60, { a: 'connected' }, { cluster: 'south' });
    await put('f-young', 29, { c: 'connected' });
    await putRun(client, 'g-going-on', [attempt('z')], {
      state: 'running',
      started_at: daysAgo(60),
    });
    await putRun(client, 'h-nothing-done', [attempt('a')], {
      state: 'interrupted',
      started_at: daysAgo(31),
    });
    const store = storeOf(client);
    const shown = await store.latestAttempts(key);

    await expect(deleteOldRuns(client, 30, signal)).resolves.toBe(3);

    expect(await idsOf(client)).toEqual([
      'b-latest-of-b',
      'd-latest-of-a',
      'e-other-target',
      'f-young',
      'g-going-on',
    ]);
    expect(
      await client('probe_attempts').where({ run_id: 'a-superseded' }),
    ).toEqual([]);
    expect(await store.latestAttempts(key)).toEqual(shown);
    await expect(deleteOldRuns(client, 30, signal)).resolves.toBe(0);
  });

  it('goes on for as many statements as it takes, until it is told to stop', async () => {
    const client = await open();
    await client.transaction(async transaction => {
      for (let index = 0; index < 450; index++) {
        await putRun(transaction, `run-${index}`, [attempt('a')], {
          state: 'interrupted',
          started_at: daysAgo(40),
        });
      }
    });

    await expect(deleteOldRuns(client, 30, AbortSignal.abort())).resolves.toBe(
      0,
    );
    await expect(deleteOldRuns(client, 30, signal)).resolves.toBe(450);
  });
});
