import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { namespace, pod, policy } from '../__testUtils__/fixtures';
import { startPlugin } from '../__testUtils__/startPlugin';

const path = '/api/network-policy/clusters/north/walkthrough';

const setUp = async (
  options: Partial<Parameters<typeof startPlugin>[0]> = {},
) => {
  const kubernetes = new FakeKubernetes();
  const cluster = kubernetes
    .add('north')
    .put('namespaces', namespace('default'));
  const started = await startPlugin({ kubernetes, ...options });
  const { server } = started;
  return {
    cluster,
    ...started,
    get: () => request(server).get(path),
    deploy: (body: object = { isolate: true }) =>
      request(server).put(path).send(body),
    remove: () => request(server).delete(path),
  };
};

const states = (body: { objects: { kind: string; state: string }[] }) =>
  Object.fromEntries(body.objects.map(({ kind, state }) => [kind, state]));

describe('walkthrough', () => {
  it('deploys the service, tells when it is ready, and removes it again', async () => {
    const { cluster, get, deploy, remove, auditEvents } = await setUp();

    expect(states((await get()).body)).toEqual({
      Namespace: 'absent',
      Pod: 'absent',
      Service: 'absent',
      NetworkPolicy: 'absent',
    });

    const deployed = await deploy();
    expect(deployed.body).toMatchObject({ cluster: 'north', ready: false });
    expect(states(deployed.body)).toEqual({
      Namespace: 'present',
      Pod: 'present',
      Service: 'present',
      NetworkPolicy: 'present',
    });
    expect(cluster.find('pods', 'web', 'default')).toMatchObject({
      metadata: {
        labels: {
          app: 'web',
          'app.kubernetes.io/managed-by': 'backstage',
          'app.kubernetes.io/part-of': 'network-policy-walkthrough',
        },
      },
      spec: { containers: [{ image: 'nginx' }] },
    });
    expect(
      cluster.find('networkpolicies', 'web-deny-all', 'default')?.spec,
    ).toEqual({
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress'],
      ingress: [],
    });

    cluster.put('pods', {
      ...cluster.find('pods', 'web', 'default')!,
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    });
    expect((await get()).body).toMatchObject({ ready: true });

    const removed = await remove();
    expect(new Set(Object.values(states(removed.body)))).toEqual(
      new Set(['absent']),
    );
    expect(
      cluster.all('namespaces').map(({ metadata }) => metadata.name),
    ).toEqual(['default']);
    expect(
      auditEvents.map(({ eventId, outcome }) => [eventId, outcome]),
    ).toEqual([
      ['walkthrough-deploy', { succeeded: true, ready: false }],
      ['walkthrough-remove', { succeeded: true, left: [] }],
    ]);
  });

  it('isolates before there is anything to isolate, and to the end', async () => {
    const { cluster, deploy, remove } = await setUp();
    await deploy();
    await remove();

    expect(
      cluster.writes.map(({ method, plural }) => [method, plural]),
    ).toEqual([
      ['POST', 'namespaces'],
      // So that it may look into the namespace before it removes it.
      ['POST', 'rolebindings'],
      ['POST', 'networkpolicies'],
      ['POST', 'services'],
      ['POST', 'pods'],
      ['DELETE', 'pods'],
      ['DELETE', 'services'],
      ['DELETE', 'networkpolicies'],
      ['DELETE', 'namespaces'],
    ]);
  });

  it('can be deployed twice, and does not take the isolation back', async () => {
    const { deploy } = await setUp();
    await deploy({ isolate: true });

    const { status, body } = await deploy({ isolate: false });

    expect(status).toBe(200);
    expect(states(body).NetworkPolicy).toBe('present');
  });

  it('does not isolate unless asked', async () => {
    const { deploy } = await setUp();

    expect(states((await deploy({ isolate: false })).body)).toMatchObject({
      Pod: 'present',
      NetworkPolicy: 'absent',
    });
  });

  it('changes nothing where others have made an object of that name', async () => {
    const { cluster, deploy, remove } = await setUp();
    cluster.put('pods', pod('web', 'default', { app: 'web' }));

    const { status, body } = await deploy();
    const removed = await remove();

    expect(status).toBe(409);
    expect(body.error.message).toBe(
      'Nothing was changed: Pod default/web exists, and the walkthrough did not make it. Remove it first, or choose another cluster',
    );
    expect(states(removed.body).Pod).toBe('foreign');
    expect(cluster.writes).toEqual([]);
  });

  it('uses a namespace that others have made, and leaves it', async () => {
    const { cluster, deploy, remove } = await setUp();
    cluster.put('namespaces', namespace('secondary'));

    const deployed = await deploy();
    await remove();

    expect(states(deployed.body).Namespace).toBe('foreign');
    expect(cluster.find('namespaces', 'secondary')).toBeDefined();
  });

  it('keeps an object that carries only one of the labels', async () => {
    const { cluster, remove } = await setUp();
    cluster.put(
      'networkpolicies',
      policy('web-deny-all', 'web', {
        labels: { 'app.kubernetes.io/managed-by': 'backstage' },
      }),
    );

    const { body } = await remove();

    expect(states(body).NetworkPolicy).toBe('foreign');
    expect(
      cluster.find('networkpolicies', 'web-deny-all', 'default'),
    ).toBeDefined();
  });

  it('waits for a namespace that is being removed', async () => {
    const { cluster, deploy } = await setUp();
    await deploy();
    const secondary = cluster.find('namespaces', 'secondary')!;
    cluster.put('namespaces', {
      ...secondary,
      metadata: {
        ...secondary.metadata,
        deletionTimestamp: '2026-11-22T10:00:00Z',
      },
    });

    const { status, body } = await deploy();

    expect(status).toBe(409);
    expect(body.error.message).toBe(
      'Namespace secondary is being removed; try again when it is gone',
    );
  });

  it('stores nothing on a dry run', async () => {
    const { cluster, deploy } = await setUp();

    const { body } = await deploy({ isolate: true, dryRun: true });

    expect(states(body).Pod).toBe('absent');
    expect(cluster.writes).toEqual([]);
    expect(
      cluster.requests.filter(({ query }) => query.dryRun === 'All'),
    ).toHaveLength(4);
  });

  it('takes the configured image', async () => {
    const { cluster, deploy } = await setUp({
      config: { walkthrough: { enabled: true, image: 'mirror/nginx:1.27' } },
    });
    await deploy();

    expect(cluster.find('pods', 'web', 'default')?.spec).toMatchObject({
      containers: [{ image: 'mirror/nginx:1.27' }],
    });
  });

  it('can be switched off', async () => {
    const { get, cluster } = await setUp({
      config: { walkthrough: { enabled: false } },
    });

    const { status, body } = await get();

    expect(status).toBe(404);
    expect(body.error.message).toContain('networkPolicy.walkthrough.enabled');
    expect(cluster.requests).toEqual([]);
  });

  it('needs the permission, and tells who tried', async () => {
    const { get, deploy, remove, cluster, auditEvents } = await setUp({
      denied: ['network-policy.walkthrough'],
    });

    expect((await get()).status).toBe(403);
    expect((await deploy()).status).toBe(403);
    expect((await remove()).status).toBe(403);
    expect(cluster.requests).toEqual([]);
    expect(auditEvents.map(({ outcome }) => outcome?.succeeded)).toEqual([
      false,
      false,
    ]);
  });

  it('does not let a cluster name lead anywhere', async () => {
    const { server, cluster } = await setUp();

    const { status } = await request(server).get(
      '/api/network-policy/clusters/..%2f..%2fnorth/walkthrough',
    );

    expect(status).toBe(404);
    expect(cluster.requests).toEqual([]);
  });
});
