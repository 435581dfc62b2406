import { mockCredentials } from '@backstage/backend-test-utils';
import { ProbeRun } from 'backstage-plugin-network-policy-common';
import request from 'supertest';
import { namespace, pod } from '../__testUtils__/fixtures';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { runJobs } from '../__testUtils__/runJobs';
import { base, startProbes, waitFor } from '../__testUtils__/startProbes';

jest.setTimeout(60_000);

/** A target of web in each of so many namespaces, whose probes never end by themselves. */
function manyTargets(cluster: FakeCluster, count: number): string[] {
  const names = Array.from({ length: count }, (_, index) => `shop-${index}`);
  names.forEach((name, index) => {
    cluster.put('namespaces', namespace(name));
    cluster.put('pods', pod(`web`, name, { app: 'web' }, `10.0.1.${index}`));
  });
  return names;
}

const setUp = async () => {
  const started = await startProbes();
  const { cluster, server } = started;
  const targets = manyTargets(cluster, 25);
  const as = (person: string) => ({
    start: (target: string, from = ['secondary']) =>
      request(server)
        .post(`${base}/web/probe-runs`)
        .set(
          'Authorization',
          mockCredentials.user.header(`user:default/${person}`),
        )
        .send({ cluster: 'north', namespace: target, from }),
    cancel: (id: string) =>
      request(server)
        .delete(`${base}/web/probe-runs/${id}`)
        .set(
          'Authorization',
          mockCredentials.user.header(`user:default/${person}`),
        ),
  });
  return { ...started, targets, as };
};

describe('attack 9: one person starts probes for 20 targets', () => {
  it('attack 9: everybody else still gets a run', async () => {
    const { targets, as } = await setUp();

    const answers = new Array<number>();
    for (const target of targets.slice(0, 20)) {
      answers.push((await as('mallory').start(target)).status);
    }
    const refused = await as('mallory').start(targets[20]);
    const others = [
      await as('dana').start(targets[21]),
      await as('piet').start(targets[22]),
    ];

    expect(answers).toEqual([202, 202, 202, ...Array(17).fill(409)]);
    expect(refused.body.error.message).toBe(
      'No probe was started: you have 3 probe runs in progress, which is as many as one person may have at once. Wait until one is over, or cancel one',
    );
    expect(others.map(({ status }) => status)).toEqual([202, 202]);
  });

  it('attack 9: many people together leave other clusters their runs', async () => {
    const { targets, as } = await setUp();

    const statuses = new Array<number>();
    for (const [index, target] of targets.slice(0, 12).entries()) {
      statuses.push((await as(`person-${index}`).start(target)).status);
    }

    expect(statuses).toEqual([...Array(10).fill(202), 503, 503]);
  });

  it('attack 9: a run with many namespaces does not hold up one with few', async () => {
    const { cluster, targets, as, ended, get } = await setUp();
    runJobs(cluster, () => ({}));

    const long = (await as('mallory').start(targets[0], targets)).body;
    const short = (await as('dana').start(targets[1])).body;
    await ended(short.id);
    const { attempts }: ProbeRun = (await get(long.id)).body;

    const waiting = attempts.filter(({ state }) => state === 'waiting');
    expect(waiting.length).toBeGreaterThan(10);
  });

  it('attack 9: a run can be cancelled by who started it, and its place is free', async () => {
    const { cluster, targets, as, get, auditEvents } = await setUp();
    const { body } = await as('dana').start(targets[0]);
    await waitFor(async () =>
      cluster.all('jobs').length > 0 ? true : undefined,
    );

    const cancelled = await as('dana').cancel(body.id);

    expect(cancelled.status).toBe(200);
    expect(cancelled.body).toMatchObject({
      state: 'cancelled',
      finishedAt: expect.any(String),
    });
    expect(cluster.all('jobs')).toEqual([]);
    expect((await get(body.id)).body.state).toBe('cancelled');
    expect((await as('dana').cancel(body.id)).status).toBe(200);
    expect((await as('dana').start(targets[0])).status).toBe(202);
    expect(auditEvents[1]).toMatchObject({
      eventId: 'probe-run-cancel',
      meta: { runId: body.id },
      outcome: { succeeded: true, state: 'cancelled' },
    });
  });
});
