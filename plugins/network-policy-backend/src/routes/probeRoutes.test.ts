import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  networkPolicyProberExtensionPoint,
  Prober,
} from 'backstage-plugin-network-policy-node';
import { randomUUID } from 'node:crypto';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { namespace, policy } from '../__testUtils__/fixtures';
import { runJobs } from '../__testUtils__/runJobs';
import { startProbes } from '../__testUtils__/startProbes';

jest.setTimeout(30_000);

function open(cluster: FakeCluster) {
  cluster.put(
    'networkpolicies',
    policy('open', 'web', { ingress: [{ from: [{ namespaceSelector: {} }] }] }),
  );
}

function openToDefault(cluster: FakeCluster) {
  cluster.put(
    'networkpolicies',
    policy('own', 'web', { ingress: [{ from: [{ podSelector: {} }] }] }),
  );
}

describe('probe runs', () => {
  it('answers at once, probes in the background and shows it on the card', async () => {
    const { cluster, start, ended, reach, rowOf, auditEvents } =
      await startProbes();
    open(cluster);
    runJobs(cluster, () => ({}));

    const { status, body } = await start();
    const run = await ended(body.id);

    expect(status).toBe(202);
    expect(body).toMatchObject({
      entityRef: 'component:default/web',
      target: 'web.default.svc:80',
      state: 'running',
      requestedBy: 'user:default/mock',
      attempts: [
        {
          namespace: 'secondary',
          purpose: 'requested',
          state: 'waiting',
          expected: 'allowed',
          timeoutMs: 2000,
        },
        { namespace: 'default', purpose: 'control', expected: 'allowed' },
      ],
    });
    expect(run).toMatchObject({
      state: 'finished',
      attempts: [
        { namespace: 'secondary', outcome: 'connected', agreement: 'agrees' },
        { namespace: 'default', outcome: 'connected', agreement: 'agrees' },
      ],
    });
    const seen = (await reach()).body;
    expect((await rowOf('secondary')).probe).toMatchObject({
      outcome: 'connected',
      agreement: 'agrees',
    });
    expect(seen.targets[0].probing).toEqual({
      runId: run.id,
      state: 'finished',
      startedAt: run.startedAt,
      finishedAt: run.finishedAt,
    });
    expect(auditEvents[0]).toMatchObject({
      eventId: 'probe-run',
      meta: { cluster: 'north', namespace: 'default', from: ['secondary'] },
      outcome: { succeeded: true, runId: body.id },
    });
    expect(cluster.all('jobs')).toEqual([]);
  });

  it('believes in a block because its control connects', async () => {
    const { cluster, finish, rowOf } = await startProbes();
    openToDefault(cluster);
    runJobs(cluster, from =>
      from === 'default' ? {} : { service: 'TIMEOUT', pod: 'TIMEOUT' },
    );

    const run = await finish();

    expect(run.attempts).toEqual([
      expect.objectContaining({
        namespace: 'secondary',
        expected: 'denied',
        outcome: 'timed-out',
        agreement: 'agrees',
      }),
      expect.objectContaining({ namespace: 'default', purpose: 'control' }),
    ]);
    expect(await rowOf('secondary')).toMatchObject({
      reach: 'none',
      probe: { outcome: 'timed-out', agreement: 'agrees' },
    });
  });

  it('takes a judgement back when the policies change', async () => {
    const { cluster, finish, rowOf } = await startProbes();
    openToDefault(cluster);
    runJobs(cluster, from =>
      from === 'default' ? {} : { service: 'TIMEOUT', pod: 'TIMEOUT' },
    );
    await finish();

    open(cluster);

    expect((await rowOf('secondary')).probe).toMatchObject({
      outcome: 'timed-out',
      agreement: 'unknown',
      agreementReason: 'The policies have changed since this probe',
    });
  });

  it('takes a judgement back when the target is another one', async () => {
    const { cluster, finish, rowOf } = await startProbes();
    open(cluster);
    runJobs(cluster, () => ({}));
    await finish();

    const web = cluster.find('services', 'web', 'default')!;
    cluster.put('services', {
      ...web,
      spec: { ...web.spec, ports: [{ port: 81, targetPort: 'http' }] },
    });

    expect((await rowOf('secondary')).probe).toMatchObject({
      outcome: 'connected',
      agreement: 'unknown',
      agreementReason:
        'It was made to web.default.svc:80, which is not what a probe connects to now',
    });
  });

  it('keeps the last good outcome when a run cannot be made', async () => {
    const { cluster, finish, rowOf } = await startProbes();
    open(cluster);
    runJobs(cluster, () => ({}));
    await finish();
    cluster.fault = ({ plural, method }) =>
      plural === 'jobs' && method === 'POST'
        ? { code: 403, reason: 'Forbidden', message: 'no jobs for you' }
        : undefined;

    const run = await finish();

    expect(run.attempts[0]).toMatchObject({
      outcome: 'not-run',
      detail: expect.stringContaining('no jobs for you'),
      agreement: 'unknown',
    });
    expect((await rowOf('secondary')).probe?.outcome).toBe('connected');
  });

  it.each([
    [
      { from: ['nowhere'] },
      403,
      'No probe was started: none may start for component:default/web from nowhere in cluster north.',
    ],
    [{ from: ['../x'] }, 400, 'is not a namespace'],
    [{ from: [] }, 400, 'must NOT have fewer than 1 items'],
    [{ namespace: 'secondary' }, 404, 'No pods of component:default/web run'],
    [{ cluster: 'nowhere' }, 404, 'knows no cluster "nowhere"'],
    [{ cluster: 'down' }, 502, 'ECONNREFUSED'],
  ])('refuses %j', async (values, code, message) => {
    const { start, cluster, kubernetes, auditEvents } = await startProbes();
    kubernetes.add('down', { down: true });

    const { status, body } = await start(values);

    expect(status).toBe(code);
    expect(body.error.message).toContain(message);
    expect(cluster.writes).toEqual([]);
    expect(auditEvents.filter(({ outcome }) => outcome?.succeeded)).toEqual([]);
  });

  it('says that there is nothing to connect to', async () => {
    const { start, cluster } = await startProbes();
    cluster.remove('services', 'web', 'default');
    cluster.put('pods', {
      ...cluster.find('pods', 'web-1', 'default')!,
      spec: { containers: [{ name: 'main' }] },
    });

    const { status, body } = await start();

    expect(status).toBe(400);
    expect(body.error.message).toContain('There is nothing to connect to');
  });

  it('needs the permission, and shows a run only with its entity', async () => {
    const denied = await startProbes({ denied: ['network-policy.probe.run'] });
    const { start, get, cluster } = await startProbes();
    runJobs(cluster, () => ({}));

    const refused = await denied.start();
    const { body } = await start();

    expect(refused.status).toBe(403);
    expect(denied.auditEvents[0].outcome).toMatchObject({ succeeded: false });
    expect(denied.cluster.requests).toEqual([]);
    expect((await get(body.id)).status).toBe(200);
    expect((await get(body.id, 'database')).status).toBe(404);
    expect((await get(randomUUID())).status).toBe(404);
    expect((await get('unknown')).status).toBe(400);
  });

  it('says the same of a source that does not exist, has not consented or is denied', async () => {
    const { start, cluster } = await startProbes({
      config: {
        ownership: {
          namespaces: [{ match: 'own', owners: ['group:default/web-team'] }],
        },
        probes: { from: { namespaces: ['listed*'] } },
      },
    });
    const others = ['other', 'listed', 'own'];
    others.forEach(name => cluster.put('namespaces', namespace(name)));
    const answers = await Promise.all(
      ['nowhere', 'listed-but-gone', 'other', 'kube-system'].map(
        async source => {
          const { status, body } = await start({ from: [source] });
          return [status, body.error.message.replace(source, 'SOURCE')];
        },
      ),
    );

    expect(answers[0][0]).toBe(403);
    expect(new Set(answers.map(String)).size).toBe(1);
    expect(cluster.writes).toEqual([]);
    runJobs(cluster, () => ({}));
    expect((await start({ from: ['own', 'listed'] })).status).toBe(202);
  });

  it('starts the control only where a probe of the entity may start', async () => {
    const { start, cluster } = await startProbes({
      config: {
        ownership: {},
        probes: { from: { namespaces: ['secondary'] } },
      },
    });
    cluster.put('namespaces', namespace('backend'));
    openToDefault(cluster);

    const { body } = await start();

    expect(body.attempts).toEqual([
      expect.objectContaining({ namespace: 'secondary', expected: 'denied' }),
    ]);
  });

  it('starts nothing without a writer, and says so on the card', async () => {
    const { start, cluster, reach } = await startProbes({
      config: { writeThrough: 'none' },
    });

    const { status, body } = await start();

    expect(status).toBe(403);
    expect(body.error.message).toMatch(
      /^No probe was started\. .*networkPolicy\.clusters\[\]\.writer/,
    );
    expect(cluster.requests).toEqual([]);
    const [target] = (await reach()).body.targets;
    expect(target.probesOff).toContain('networkPolicy.clusters[].writer');
  });

  it('starts nothing towards a Service that also leads elsewhere', async () => {
    const { start, cluster } = await startProbes();
    cluster.put('endpointslices', {
      metadata: {
        name: 'web-more',
        namespace: 'default',
        labels: { 'kubernetes.io/service-name': 'web' },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['169.254.169.254'] }],
      ports: [{ port: 80, protocol: 'TCP' }],
    });

    const { status, body } = await start();

    expect(status).toBe(400);
    expect(body.error.message).toContain(
      'Service web in namespace default leads to more than the pods of this entity',
    );
    expect(cluster.writes).toEqual([]);
  });

  it("uses a module's own prober", async () => {
    const probe: Prober['probe'] = async () => ({
      outcome: 'refused',
      steps: {},
    });
    const { cluster, finish } = await startProbes({
      // It has its own credentials.
      config: { writeThrough: 'none' },
      features: [
        createBackendModule({
          pluginId: 'network-policy',
          moduleId: 'own-prober',
          register(registration) {
            registration.registerInit({
              deps: {
                probers: networkPolicyProberExtensionPoint,
                logger: coreServices.logger,
              },
              init: async ({ probers }) => probers.setProber({ probe }),
            });
          },
        }),
      ],
    });

    const run = await finish();

    expect(run.attempts[0].outcome).toBe('refused');
    expect(cluster.writes).toEqual([]);
  });
});
