import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import { setTimeout as sleep } from 'node:timers/promises';
import { databaseService } from '../__testUtils__/onDatabases';
import { startPlugin } from '../__testUtils__/startPlugin';
import { attempt, putRun } from '../__testUtils__/storedRuns';
import { openDatabase } from '../database/openDatabase';

// What holds up the start here is a lock of a table, which SQLite does not have.
const databases = TestDatabases.create({
  ids: ['POSTGRES_18'],
  disableDocker: true,
});

/** Starts the plugin over a database, and tells of the backend what a load balancer hears. */
function startOver(database: ReturnType<typeof databaseService>) {
  let baseUrl = '';
  const starting = startPlugin({
    features: [
      database.factory,
      createBackendPlugin({
        pluginId: 'neighbour',
        register(registration) {
          registration.registerInit({
            deps: { discovery: coreServices.discovery },
            init: async ({ discovery }) => {
              baseUrl = await discovery.getBaseUrl('neighbour');
            },
          });
        },
      }),
    ],
  });
  const readiness = async () => {
    const url = new URL('/.backstage/health/v1/readiness', baseUrl);
    return (await fetch(url)).status;
  };
  return { starting, readiness };
}

it.each([
  ['its schema is brought up to date', 'knex_migrations'],
  ['the runs of replicas that are gone are ended', 'probe_runs'],
])(
  'is not ready before %s',
  async (_, table) => {
    const client = await openDatabase(
      databaseService(await databases.init('POSTGRES_18')),
    );
    await putRun(client, 'left', [attempt('secondary')], {
      state: 'running',
      lease_expires_at: '2020-01-01T00:00:00.000Z',
    });
    const lock = await client.transaction();
    await lock.raw('lock table ?? in access exclusive mode', table);

    const { starting, readiness } = startOver(databaseService(client));
    const waiting = () =>
      client('pg_locks').where({
        granted: false,
        relation: client.raw('?::regclass', table),
      });
    while ((await waiting()).length === 0) {
      await sleep(5);
    }
    // Time enough to become ready, for a backend that would not wait.
    for (let looks = 0; looks < 20; looks++) {
      expect(await readiness()).toBe(503);
      await sleep(25);
    }
    await lock.commit();
    await starting;

    expect(await readiness()).toBe(200);
    expect(await client('probe_runs').select('id', 'state')).toEqual([
      { id: 'left', state: 'interrupted' },
    ]);
  },
  60_000,
);
