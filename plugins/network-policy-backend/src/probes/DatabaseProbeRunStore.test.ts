import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';
import { Knex } from 'knex';
import { DatabaseProbeRunStore } from './DatabaseProbeRunStore';

jest.setTimeout(60_000);

// PostgreSQL takes part where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where it is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const key = {
  entityRef: 'component:default/web',
  cluster: 'north',
  namespace: 'default',
};

const attempt = (
  namespace: string,
  values: Partial<ProbeAttempt> = {},
): ProbeAttempt => ({
  namespace,
  purpose: 'requested',
  state: 'waiting',
  expected: 'allowed',
  timeoutMs: 2000,
  ...values,
});

const run = (id: string, values: Partial<ProbeRun> = {}): ProbeRun => ({
  ...key,
  id,
  target: 'web.default.svc:80',
  state: 'running',
  requestedBy: 'user:default/dana',
  startedAt: '2026-11-22T10:00:00.000Z',
  attempts: [attempt('secondary')],
  ...values,
});

const createStore = (client: Knex) =>
  DatabaseProbeRunStore.create(
    mockServices.database.mock({ getClient: async () => client }),
  );

describe.each(databases.eachSupportedId())(
  'DatabaseProbeRunStore on %s',
  databaseId => {
    it('goes up and down without a trace', async () => {
      const client = await databases.init(databaseId);
      await createStore(client);
      await expect(client.schema.hasTable('probe_runs')).resolves.toBe(true);

      await client.migrate.rollback({
        directory: resolvePackagePath(
          'backstage-plugin-network-policy-backend',
          'migrations',
        ),
      });

      await expect(client.schema.hasTable('probe_runs')).resolves.toBe(false);
      await expect(client.schema.hasTable('probe_attempts')).resolves.toBe(
        false,
      );
    });

    it('gives back a run as it was stored, requested attempts first', async () => {
      const store = await createStore(await databases.init(databaseId));
      const stored = run('one', {
        attempts: [
          attempt('secondary'),
          attempt('default', { purpose: 'control' }),
        ],
      });

      await store.create(stored);

      await expect(store.get('one')).resolves.toEqual(stored);
      await expect(store.listRunning()).resolves.toEqual([stored]);
      await expect(store.get('two')).resolves.toBeUndefined();
    });

    it('stores attempts one by one and ends the run', async () => {
      const store = await createStore(await databases.init(databaseId));
      await store.create(run('one'));
      const done = attempt('secondary', {
        state: 'done',
        outcome: 'timed-out',
        detail: 'no answer',
        agreement: 'unknown',
        agreementReason: 'no control',
        finishedAt: '2026-11-22T10:00:05.000Z',
      });

      await store.saveAttempt('one', done);
      await store.end('one', 'finished', '2026-11-22T10:00:06.000Z');

      await expect(store.get('one')).resolves.toMatchObject({
        state: 'finished',
        finishedAt: '2026-11-22T10:00:06.000Z',
        attempts: [done],
      });
      await expect(store.listRunning()).resolves.toEqual([]);
    });

    it('finds the latest run of a target only', async () => {
      const store = await createStore(await databases.init(databaseId));
      await store.create(run('old'));
      await store.create(run('new', { startedAt: '2026-11-22T11:00:00.000Z' }));
      await store.create(
        run('elsewhere', {
          cluster: 'south',
          startedAt: '2026-11-22T12:00:00.000Z',
        }),
      );

      await expect(store.latestRun(key)).resolves.toMatchObject({ id: 'new' });
      await expect(
        store.latestRun({ ...key, namespace: 'other' }),
      ).resolves.toBeUndefined();
    });

    it('does not let a run that saw nothing overwrite one that did', async () => {
      const store = await createStore(await databases.init(databaseId));
      const done = (outcome: ProbeAttempt['outcome'], finishedAt: string) => ({
        state: 'done' as const,
        outcome,
        finishedAt,
      });
      await store.create(
        run('first', {
          attempts: [
            attempt('a', done('refused', '2026-11-22T09:00:00.000Z')),
            attempt('b', done('not-run', '2026-11-22T09:00:00.000Z')),
          ],
        }),
      );
      await store.create(
        run('second', {
          attempts: [
            attempt('a', done('connected', '2026-11-22T10:00:00.000Z')),
            attempt('b', done('not-run', '2026-11-22T10:00:00.000Z')),
          ],
        }),
      );
      await store.create(
        run('third', {
          attempts: [
            attempt('a', done('not-run', '2026-11-22T11:00:00.000Z')),
            attempt('b'),
          ],
        }),
      );

      const latest = await store.latestAttempts(key);

      expect(
        latest.map(({ namespace, outcome, runId, target }) => [
          namespace,
          outcome,
          runId,
          target,
        ]),
      ).toEqual(
        expect.arrayContaining([
          ['a', 'connected', 'second', 'web.default.svc:80'],
          ['b', 'not-run', 'second', 'web.default.svc:80'],
        ]),
      );
      expect(latest).toHaveLength(2);
    });
  },
);
