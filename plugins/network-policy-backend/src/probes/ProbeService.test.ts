import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster } from '../__testUtils__/fixtures';
import { runJobs } from '../__testUtils__/runJobs';
import { startPlugin } from '../__testUtils__/startPlugin';
import { base, startProbes, waitFor } from '../__testUtils__/startProbes';
import { DatabaseProbeRunStore } from './DatabaseProbeRunStore';
import { probeLabels } from './probeLabels';

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

    expect((await start({ from: ['nowhere'] })).status).toBe(400);
    expect((await start()).status).toBe(202);
  });
});

describe('a portal that was killed during a run', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

  it('ends the run as interrupted and removes what it left', async () => {
    const client = await databases.init('SQLITE_3');
    const database = mockServices.database.mock({
      getClient: async () => client,
    });
    const store = await DatabaseProbeRunStore.create(database);
    await store.create({
      id: 'left',
      entityRef: 'component:default/web',
      cluster: 'north',
      namespace: 'default',
      target: 'web.default.svc:80',
      state: 'running',
      requestedBy: 'user:default/dana',
      startedAt: '2026-11-22T10:00:00.000Z',
      attempts: [
        {
          namespace: 'secondary',
          purpose: 'requested',
          state: 'waiting',
          expected: 'allowed',
          timeoutMs: 2000,
        },
      ],
    });
    const kubernetes = new FakeKubernetes();
    const cluster = fillCluster(kubernetes.add('north')).put('jobs', {
      metadata: {
        name: 'network-policy-probe-left',
        namespace: 'secondary',
        labels: probeLabels('left'),
      },
    });

    const { server } = await startPlugin({
      kubernetes,
      features: [database.factory],
    });

    await waitFor(async () =>
      cluster.all('jobs').length === 0 ? true : undefined,
    );
    const { body } = await request(server).get(`${base}/web/probe-runs/left`);
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
