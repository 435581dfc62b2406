import { mockServices } from '@backstage/backend-test-utils';
import knex from 'knex';
import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster } from '../__testUtils__/fixtures';
import { acceptedRequest } from '../__testUtils__/openapi/generatedRequests';
import { operations } from '../__testUtils__/openapi/operations';
import { startPlugin } from '../__testUtils__/startPlugin';

/** What a database, a driver or Node says of itself. */
const inner =
  /\b(select|insert into|update|delete from)\b .*\b(from|into|set|where)\b|no such table|sqlite|knex|probe_(runs|attempts)|\n\s+at |node_modules|\.[jt]s\b/i;

/** The plugin, whose tables somebody takes away while it runs. */
const setUp = async () => {
  const kubernetes = new FakeKubernetes();
  for (const name of ['north', 'south']) {
    fillCluster(kubernetes.add(name));
  }
  const client = knex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  const logger = mockServices.rootLogger.mock();
  logger.child.mockReturnValue(logger);
  const started = await startPlugin({
    kubernetes,
    features: [
      mockServices.database.mock({ getClient: async () => client }).factory,
      logger.factory,
    ],
  });
  const tables: { name: string }[] = await client('sqlite_master')
    .where({ type: 'table' })
    .andWhere('name', 'like', 'probe%')
    .select('name');
  await client.raw('pragma foreign_keys = off');
  for (const { name } of tables) {
    await client.schema.dropTable(name);
  }
  return { client, logger, ...started };
};

describe('attack 14: without its tables the plugin shows none of the database', () => {
  let started: Awaited<ReturnType<typeof setUp>>;
  beforeAll(async () => {
    started = await setUp();
  });
  afterAll(async () => {
    await started.backend.stop();
    await started.client.destroy();
  });

  it.each(operations)('$method $path', async operation => {
    const { method, path, headers, body } = acceptedRequest(operation);
    const sent = request(started.server)
      [method.toLowerCase() as 'get'](`/api/network-policy${path}`)
      .set(headers);

    const { text } = await (body === undefined ? sent : sent.send(body));

    expect(text).not.toMatch(inner);
  });

  it('says in a plain sentence what is in force, and the log has the cause', async () => {
    const { status, body } = await request(started.server).get(
      '/api/network-policy/entities/component/default/web/probe-runs/7f1d1b1a-5a4e-4a1c-9a3c-0d6a3a1f2b11',
    );

    expect(status).toBe(503);
    expect(body.error).toEqual({
      name: 'ServiceUnavailableError',
      message:
        "It is not known what probes saw, because the portal's database does not answer. Verdicts do not need it; try again in a minute",
    });
    expect(started.logger.error).toHaveBeenCalledWith(
      'The database of the plugin failed',
      expect.objectContaining({
        message: expect.stringContaining('no such table'),
      }),
    );
  });
});
