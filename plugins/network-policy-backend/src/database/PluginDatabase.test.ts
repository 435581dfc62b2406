import { DatabaseService } from '@backstage/backend-plugin-api';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { DatabaseUnavailable } from './DatabaseUnavailable';
import { PluginDatabase } from './PluginDatabase';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const setUp = (getClient: DatabaseService['getClient']) => {
  const logger = mockServices.logger.mock();
  const stopping = new AbortController();
  const database = new PluginDatabase({
    service: { getClient },
    logger,
    stopping: stopping.signal,
    startMs: 300,
    retryMs: 20,
  });
  return { database, logger, stopping };
};

const inForce = 'No probe was started';

describe('PluginDatabase', () => {
  it('is tried again until it opens, and then does what waits for it', async () => {
    const client = await databases.init('SQLITE_3');
    let failures = 3;
    const { database } = setUp(async () => {
      failures -= 1;
      if (failures >= 0) {
        throw new Error('connection refused');
      }
      return client;
    });
    const onOpen = jest.fn(async () => {});

    await database.start(onOpen);

    expect(onOpen).toHaveBeenCalledTimes(1);
    await expect(database.use(async () => 'done', { inForce })).resolves.toBe(
      'done',
    );
  });

  it.each([
    ['hangs', () => new Promise<never>(() => {})],
    ['fails', () => Promise.reject(new Error('connection refused'))],
  ])('does not keep the portal from starting when it %s', async (_, open) => {
    const { database, logger, stopping } = setUp(open);
    const onOpen = jest.fn(async () => {});

    await database.start(onOpen);
    stopping.abort();

    expect(onOpen).not.toHaveBeenCalled();
    expect(logger.warn).toHaveBeenCalledWith(
      expect.stringContaining('probes are off until it is'),
    );
    await expect(database.use(async () => 'done', { inForce })).rejects.toThrow(
      "No probe was started, because the portal's database does not answer. Verdicts do not need it; try again in a minute",
    );
  });

  it('keeps statements out of the error and in the log, and lets errors of ours pass', async () => {
    const client = await databases.init('SQLITE_3');
    const { database, logger } = setUp(async () => client);
    await database.start(async () => {});

    const failed = await database
      .use(db => db('no_such_table').select('secret'), { inForce })
      .catch(error => error);

    expect(failed).toBeInstanceOf(DatabaseUnavailable);
    expect(String(failed)).not.toMatch(/select|no_such_table/);
    expect(String(logger.error.mock.calls[0][1])).toContain('no_such_table');
    await expect(
      database.use(
        async () => {
          throw new ConflictError('busy');
        },
        { inForce },
      ),
    ).rejects.toThrow('busy');
  });

  it('does not wait longer than the limit', async () => {
    const client = await databases.init('SQLITE_3');
    const { database } = setUp(async () => client);
    await database.start(async () => {});

    await expect(
      database.use(() => new Promise(() => {}), { inForce, limitMs: 20 }),
    ).rejects.toBeInstanceOf(DatabaseUnavailable);
  });
});
