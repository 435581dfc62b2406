import { mockServices } from '@backstage/backend-test-utils';
import knex from 'knex';
import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster } from '../__testUtils__/fixtures';
import { startPlugin } from '../__testUtils__/startPlugin';

const path = '/api/network-policy/entities/component/default/web/reach';

describe('attack 14: the database is away', () => {
  it('leaves all verdicts, with a plain sentence in the place of probes', async () => {
    const kubernetes = new FakeKubernetes();
    fillCluster(kubernetes.add('north'));
    const client = knex({
      client: 'better-sqlite3',
      connection: ':memory:',
      useNullAsDefault: true,
    });
    const logger = mockServices.logger.mock();
    logger.child.mockReturnValue(logger);
    const { server } = await startPlugin({
      kubernetes,
      features: [
        mockServices.database.mock({ getClient: async () => client }).factory,
        mockServices.logger.mock(logger).factory,
      ],
    });
    const before = await request(server).get(path);
    expect(before.body.targets[0].probesUnread).toBeUndefined();

    await client.destroy();
    const answers = await Promise.all(
      [
        path,
        path,
        `${path}/north/default/namespaces`,
        `${path}/north/default/namespaces/secondary`,
      ].map(url => request(server).get(url)),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const [{ body }, , rows, explained] = answers;
    const [target] = body.targets;
    expect(target.counts).toEqual(before.body.targets[0].counts);
    expect(target.probesUnread).toMatch(
      /^What probes saw is not known, because the portal's database/,
    );
    expect(target.probes).toEqual({
      agrees: 0,
      blockedThoughAllowed: 0,
      openThoughDenied: 0,
      unknown: target.counts.namespaces,
      notProbed: 0,
    });
    expect(rows.body.total).toBe(target.counts.namespaces);
    expect(explained.body.namespace.namespace).toBe('secondary');
    for (const { text } of answers) {
      expect(text).not.toMatch(/select \*|probe_runs|knex/i);
    }
    const told = logger.warn.mock.calls.filter(([text]) =>
      text.includes('cannot be read'),
    );
    expect(told).toHaveLength(1);
  });
});
