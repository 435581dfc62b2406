import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { describeOnDatabases } from '../../__testUtils__/onDatabases';
import { attempt, key, planned, storeOf } from '../../__testUtils__/storedRuns';
import { PlannedRun } from '../ProbeRunStore';
import { endAbandonedRuns } from './abandonedRuns';

const ISO_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const replicas = (client: Knex, leaseMs = 30_000) => ({
  one: storeOf(client, { owner: 'one', leaseMs }),
  other: storeOf(client, { owner: 'other', leaseMs }),
  store: storeOf(client),
});

const done = attempt('secondary', { state: 'done', outcome: 'timed-out' });

describeOnDatabases('OwnRuns', ({ open }) => {
  it('stores a run, its attempts one by one, and its end, by the clock of the database', async () => {
    const { one, store } = replicas(await open());

    const run = await one.create(planned('run'));
    const stored = await store.get('run');
    await expect(one.saveAttempt('run', done)).resolves.toBe(true);
    await sleep(5);
    await expect(
      one.saveAttempt('run', { ...done, agreement: 'agrees' }),
    ).resolves.toBe(true);
    await expect(one.end('run', 'finished')).resolves.toBe(true);

    expect(run).toEqual(stored);
    expect(run).toMatchObject({
      state: 'running',
      attempts: [{ namespace: 'secondary' }],
    });
    expect(run.startedAt).toMatch(ISO_TIME);
    const ended = await store.get('run');
    const [saved] = ended!.attempts;
    expect(ended!.state).toBe('finished');
    expect(saved).toMatchObject({ outcome: 'timed-out', agreement: 'agrees' });
    expect([run.startedAt, saved.finishedAt, ended!.finishedAt]).toEqual(
      [run.startedAt, saved.finishedAt, ended!.finishedAt].sort(),
    );
    expect(saved.finishedAt! < ended!.finishedAt!).toBe(true);
  });

  it('lets one run of a target go on at a time, whichever replica makes it', async () => {
    const { one, other } = replicas(await open());
    await one.create(planned('run'));

    const refused =
      'Probes of component:default/web in namespace default of cluster north are being made already; wait until they are over';
    await expect(other.create(planned('second'))).rejects.toThrow(refused);
    await expect(one.admit(planned('next'))).rejects.toThrow(refused);
    await other.create(planned('elsewhere', { cluster: 'south' }));
    await one.end('run', 'finished');
    await expect(other.create(planned('third'))).resolves.toMatchObject({
      id: 'third',
    });
  });

  it('lets one of many replicas win that start the same at once', async () => {
    const { one, other, store } = replicas(await open());

    const started = await Promise.allSettled(
      Array.from({ length: 12 }, (_, index) =>
        [one, other][index % 2].create(planned(`run-${index}`)),
      ),
    );

    const winners = started.filter(({ status }) => status === 'fulfilled');
    expect(winners).toHaveLength(1);
    expect(
      new Set(
        started.flatMap(result =>
          result.status === 'rejected' ? [result.reason.name] : [],
        ),
      ),
    ).toEqual(new Set(['ConflictError']));
    await expect(store.latestRun(key)).resolves.toMatchObject({
      state: 'running',
    });
  });

  it('lets twenty runs go on at once over all, also when all start together', async () => {
    const client = await open();
    const { one, other } = replicas(client);

    const started = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) =>
        [one, other][index % 2].create(
          planned(`run-${index}`, { cluster: `cluster-${index}` }),
        ),
      ),
    );

    const refusals = started.flatMap(result =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    expect(refusals).toHaveLength(10);
    expect(refusals[0].name).toBe('ServiceUnavailableError');
    expect(refusals[0].message).toBe(
      'No probe was started: 20 probe runs are in progress, which is as many as the portal makes at once; try again in a minute',
    );
    const running = started.findIndex(({ status }) => status === 'fulfilled');
    await [one, other][running % 2].end(`run-${running}`, 'finished');
    await one.create(planned('next'));
    await expect(
      one.admit(planned('last', { cluster: 'last' })),
    ).rejects.toThrow('20');
  });

  it('writes nothing into a run that was ended because its lease had expired', async () => {
    const client = await open();
    const { one, other, store } = replicas(client, 10);
    await one.create(planned('run'));
    await sleep(30);

    const abandoned = await endAbandonedRuns(client);

    expect(abandoned).toEqual([
      { id: 'run', cluster: 'north', namespaces: ['secondary'] },
    ]);
    await expect(one.renew()).resolves.toEqual(new Map());
    await expect(one.saveAttempt('run', done)).resolves.toBe(false);
    await expect(one.end('run', 'finished')).resolves.toBe(false);
    await expect(other.saveAttempt('run', done)).resolves.toBe(false);
    await expect(store.get('run')).resolves.toMatchObject({
      state: 'interrupted',
      finishedAt: expect.stringMatching(ISO_TIME),
      attempts: [attempt('secondary')],
    });
  });

  it('keeps a run whose lease is renewed, by a heartbeat or by storing an attempt', async () => {
    const client = await open();
    const quick = replicas(client, 1).one;
    const { one } = replicas(client);
    await quick.create(planned('renewed'));
    await quick.create(planned('saved', { cluster: 'south' }));
    await sleep(20);

    expect([...(await one.renew()).keys()].sort()).toEqual([
      'renewed',
      'saved',
    ]);
    await expect(endAbandonedRuns(client)).resolves.toEqual([]);
    await quick.renew();
    await sleep(20);
    await one.saveAttempt('saved', done);
    const abandoned = await endAbandonedRuns(client);

    expect(abandoned.map(({ id }) => id)).toEqual(['renewed']);
  });

  it('ends each abandoned run once, however many try', async () => {
    const client = await open();
    const { one } = replicas(client, 1);
    for (let index = 0; index < 10; index++) {
      await one.create(planned(`run-${index}`, { cluster: `c-${index}` }));
    }
    await sleep(20);

    const ended = await Promise.all(
      Array.from({ length: 5 }, () => endAbandonedRuns(client)),
    );

    expect(
      ended
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(Array.from({ length: 10 }, (_, index) => `run-${index}`));
  });

  it('holds the budgets of a person and of a cluster, also when all start together', async () => {
    const client = await open();
    const budgets = { runsPerPerson: 3, runsPerCluster: 4 };
    const stores = ['one', 'other'].map(owner =>
      storeOf(client, { owner, budgets }),
    );
    const startAll = (count: number, run: (index: number) => PlannedRun) =>
      Promise.allSettled(
        Array.from({ length: count }, (_, index) =>
          stores[index % 2].create(run(index)),
        ),
      );
    const refusalsOf = (results: PromiseSettledResult<unknown>[]) =>
      results.flatMap(result =>
        result.status === 'rejected' ? [result.reason] : [],
      );

    const ofDana = refusalsOf(
      await startAll(12, index =>
        planned(`dana-${index}`, { cluster: `cluster-${index}` }),
      ),
    );
    const inNorth = refusalsOf(
      await startAll(12, index =>
        planned(`north-${index}`, {
          namespace: `namespace-${index}`,
          requestedBy: `user:default/person-${index}`,
        }),
      ),
    );

    expect(ofDana).toHaveLength(9);
    expect(ofDana[0].name).toBe('ConflictError');
    expect(ofDana[0].message).toBe(
      'No probe was started: you have 3 probe runs in progress, which is as many as one person may have at once. Wait until one is over, or cancel one',
    );
    expect(inNorth).toHaveLength(8);
    expect(inNorth[0].name).toBe('ServiceUnavailableError');
    expect(inNorth[0].message).toContain(
      '4 probe runs are in progress in cluster north',
    );
  });

  it('cancels a run on whichever replica makes it, once, and not one that is over', async () => {
    const client = await open();
    const { one, other, store } = replicas(client);
    await one.create(planned('run'));

    await expect(other.cancel('run', 'user:default/mira')).resolves.toBe(true);
    await expect(other.cancel('run', 'user:default/mira')).resolves.toBe(false);

    await expect(store.get('run')).resolves.toMatchObject({
      state: 'cancelled',
    });
    expect([...(await one.renew())]).toEqual([['run', { cancelled: true }]]);
    await expect(one.saveAttempt('run', done)).resolves.toBe(true);
    await expect(one.end('run', 'cancelled')).resolves.toBe(true);
    await expect(store.get('run')).resolves.toMatchObject({
      state: 'cancelled',
      finishedAt: expect.stringMatching(ISO_TIME),
      attempts: [{ outcome: 'timed-out' }],
    });
    await expect(one.cancel('run', 'user:default/dana')).resolves.toBe(false);
  });

  it('ends a cancelled run whose replica is gone as cancelled', async () => {
    const client = await open();
    const { one, store } = replicas(client, 10);
    await one.create(planned('run'));
    await store.cancel('run', 'user:default/dana');
    await sleep(30);

    await expect(endAbandonedRuns(client)).resolves.toHaveLength(1);
    await expect(store.get('run')).resolves.toMatchObject({
      state: 'cancelled',
      finishedAt: expect.any(String),
    });
  });
});
