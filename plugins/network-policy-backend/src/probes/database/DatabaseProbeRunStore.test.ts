import { describeOnDatabases } from '../../__testUtils__/onDatabases';
import {
  attempt,
  doneAttempt,
  key,
  putRun,
  storeOf,
} from '../../__testUtils__/storedRuns';

describeOnDatabases('DatabaseProbeRunStore', ({ open }) => {
  it('gives back a run as it was stored, requested attempts first', async () => {
    const client = await open();
    const store = storeOf(client);
    const attempts = [
      attempt('secondary'),
      attempt('default', { purpose: 'control' }),
    ];
    await putRun(client, 'one', [...attempts].reverse());

    await expect(store.get('one')).resolves.toEqual({
      ...key,
      id: 'one',
      target: 'web.default.svc:80',
      state: 'finished',
      requestedBy: 'user:default/dana',
      startedAt: '2026-11-22T10:00:00.000Z',
      attempts,
    });
    await expect(store.get('two')).resolves.toBeUndefined();
  });

  it('finds the latest run of a target only', async () => {
    const client = await open();
    const store = storeOf(client);
    await putRun(client, 'old', [attempt('a')]);
    await putRun(client, 'new', [attempt('a')], {
      started_at: '2026-11-22T11:00:00.000Z',
    });
    await putRun(client, 'elsewhere', [attempt('a')], {
      cluster: 'south',
      started_at: '2026-11-22T12:00:00.000Z',
    });

    await expect(store.latestRun(key)).resolves.toMatchObject({ id: 'new' });
    await expect(
      store.latestRun({ ...key, namespace: 'other' }),
    ).resolves.toBeUndefined();
  });

  it('finds the latest run of each target of an entity', async () => {
    const client = await open();
    const store = storeOf(client);
    const later = { started_at: '2026-11-22T11:00:00.000Z' };
    await putRun(client, 'old', [attempt('a')]);
    await putRun(client, 'new', [attempt('a')], later);
    await putRun(client, 'south', [attempt('a')], { cluster: 'south' });
    await putRun(client, 'other', [attempt('a')], {
      ...later,
      entity_ref: 'component:default/other',
    });

    const runs = await store.latestRuns(key.entityRef);

    expect(runs.map(({ id }) => id).sort()).toEqual(['new', 'south']);
  });

  it('does not let a run that saw nothing overwrite one that did', async () => {
    const client = await open();
    const store = storeOf(client);
    await putRun(client, 'first', [
      doneAttempt('a', 'refused', '2026-11-22T09:00:00.000Z'),
      doneAttempt('b', 'not-run', '2026-11-22T09:00:00.000Z'),
    ]);
    await putRun(client, 'second', [
      doneAttempt('a', 'connected', '2026-11-22T10:00:00.000Z'),
      doneAttempt('b', 'not-run', '2026-11-22T10:00:00.000Z'),
    ]);
    await putRun(client, 'third', [
      doneAttempt('a', 'not-run', '2026-11-22T11:00:00.000Z'),
      attempt('b'),
    ]);
    await putRun(
      client,
      'elsewhere',
      [doneAttempt('a', 'refused', '2026-11-22T12:00:00.000Z')],
      { cluster: 'south' },
    );

    const latest = await store.latestAttempts(key);

    expect(
      latest
        .map(({ namespace, outcome, runId, target }) =>
          [namespace, outcome, runId, target].join(' '),
        )
        .sort(),
    ).toEqual([
      'a connected second web.default.svc:80',
      'b not-run second web.default.svc:80',
    ]);
  });
});
