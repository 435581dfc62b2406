import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { databaseService } from '../__testUtils__/onDatabases';
import { base, startProbes, waitFor } from '../__testUtils__/startProbes';

jest.setTimeout(30_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

type Started = Awaited<ReturnType<typeof startProbes>>;

const cancel = ({ server }: Started, id: string, person: string) =>
  request(server)
    .delete(`${base}/web/probe-runs/${id}`)
    .set(
      'Authorization',
      mockCredentials.user.header(`user:default/${person}`),
    );

const untilJobs = ({ cluster }: Started, wanted: boolean) =>
  waitFor(async () =>
    cluster.all('jobs').length > 0 === wanted ? true : undefined,
  );

describe('a run in progress', () => {
  it('can be cancelled by the person who started it, even after they lost the permission, and then by no other person', async () => {
    const denied = new Array<string>();
    const started = await startProbes({ denied });
    const { body } = await started.start();
    await untilJobs(started, true);

    denied.push('network-policy.probe.run');
    const ofAnother = await cancel(started, body.id, 'mallory');
    const ofNone = await cancel(started, randomUUID(), 'mallory');
    const own = await cancel(started, body.id, 'mock');

    expect(ofAnother.status).toBe(403);
    expect([ofNone.status, ofNone.body.error.message]).toEqual([
      403,
      ofAnother.body.error.message,
    ]);
    expect(own.body).toMatchObject({
      state: 'cancelled',
      attempts: [{ state: 'waiting' }],
    });
    expect(started.cluster.all('jobs')).toEqual([]);
  });

  it('can be cancelled by others with the permission, and only as a run of its entity', async () => {
    const started = await startProbes();
    const { body } = await started.start();

    const elsewhere = await request(started.server).delete(
      `${base}/database/probe-runs/${body.id}`,
    );
    const { status } = await cancel(started, body.id, 'mira');

    expect(elsewhere.status).toBe(404);
    expect(status).toBe(200);
    expect((await started.get(body.id)).body.state).toBe('cancelled');
  });

  it('can be cancelled on another replica: the one that makes it removes its Jobs', async () => {
    const database = databaseService(await databases.init('SQLITE_3'));
    const config = { probes: { leaseSeconds: 3, from: { namespaces: ['*'] } } };
    const features = [database.factory];
    const maker = await startProbes({ features, config });
    const other = await startProbes({ features, config });
    const { body } = await maker.start();
    await untilJobs(maker, true);

    const { body: cancelled } = await cancel(other, body.id, 'mira');

    expect(cancelled.state).toBe('cancelled');
    await untilJobs(maker, false);
    const ended = await waitFor(async () => {
      const run = (await other.get(body.id)).body;
      return run.finishedAt ? run : undefined;
    });
    expect(ended.state).toBe('cancelled');
  });

  it('is not started without the database, and the answer has no statement in it', async () => {
    const client = await databases.init('SQLITE_3');
    const { start, cluster } = await startProbes({
      features: [databaseService(client).factory],
    });
    await client.schema.dropTable('probe_attempts');
    await client.schema.dropTable('probe_runs');

    const { status, body } = await start();

    expect(status).toBe(503);
    expect(body.error.message).toBe(
      "No probe was started, because the portal's database does not answer. Verdicts do not need it; try again in a minute",
    );
    expect(cluster.writes).toEqual([]);
  });
});
