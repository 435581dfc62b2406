import { TestDatabases } from '@backstage/backend-test-utils';
import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster } from '../__testUtils__/fixtures';
import { databaseService } from '../__testUtils__/onDatabases';
import { runJobs } from '../__testUtils__/runJobs';
import { startPlugin } from '../__testUtils__/startPlugin';
import { base, startProbes, waitFor } from '../__testUtils__/startProbes';
import { planned, storeOf } from '../__testUtils__/storedRuns';
import { openDatabase } from '../database/openDatabase';
import { probeLabels } from '../targets/probeLabels';

jest.setTimeout(30_000);

describe('a target that is probed already', () => {
  it('gets its next run when the one in progress is over', async () => {
    const { cluster, start, ended, auditEvents } = await startProbes();
    const first = await start();
    await waitFor(async () =>
      cluster.all('jobs').length > 0 ? true : undefined,
    );

    const second = await start();
    runJobs(cluster, () => ({}));
    cluster.all('jobs').forEach(job => cluster.afterCreate(job, 'jobs'));
    await ended(first.body.id);
    const third = await start();

    expect(second.status).toBe(409);
    expect(second.body.error.message).toContain('are being made already');
    expect(auditEvents[1].outcome).toMatchObject({ succeeded: false });
    expect(third.status).toBe(202);
  });

  it('is free again when a run could not be started', async () => {
    const { start } = await startProbes();

    expect((await start({ from: ['nowhere'] })).status).toBe(403);
    expect((await start()).status).toBe(202);
  });
});

describe('a portal that was killed during a run', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  const left = 'a9d9c3f0-3f0e-4c38-9a55-6a4f4d2b0c11';

  it('ends the run as interrupted and removes what it left', async () => {
    const database = databaseService(await databases.init('SQLITE_3'));
    const killed = storeOf(await openDatabase(database), {
      owner: 'killed',
      leaseMs: 1,
    });
    await killed.create(planned(left));
    const kubernetes = new FakeKubernetes();
    const cluster = fillCluster(kubernetes.add('north')).put('jobs', {
      metadata: {
        name: `network-policy-probe-${left}`,
        namespace: 'secondary',
        labels: probeLabels(left),
      },
    });

    const { server } = await startPlugin({
      kubernetes,
      features: [database.factory],
    });

    await waitFor(async () =>
      cluster.all('jobs').length === 0 ? true : undefined,
    );
    const { body } = await request(server).get(
      `${base}/web/probe-runs/${left}`,
    );
    expect(body).toMatchObject({
      state: 'interrupted',
      finishedAt: expect.any(String),
      attempts: [{ namespace: 'secondary', state: 'waiting' }],
    });
  });

  it('stops its own runs when it is asked to', async () => {
    const { cluster, start, backend } = await startProbes();

    await start();
    await waitFor(async () =>
      cluster.all('jobs').length > 0 ? true : undefined,
    );
    await backend.stop();

    expect(cluster.all('jobs')).toEqual([]);
  });
});
