import { mockCredentials } from '@backstage/backend-test-utils';
import request from 'supertest';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster, pod, policy } from '../__testUtils__/fixtures';
import { startPlugin } from '../__testUtils__/startPlugin';
import { waitFor } from '../__testUtils__/startProbes';

const path = (name = 'web') =>
  `/api/network-policy/entities/component/default/${name}/reach`;

const setUp = async (
  options: Partial<Parameters<typeof startPlugin>[0]> = {},
) => {
  const kubernetes = new FakeKubernetes();
  const cluster = fillCluster(kubernetes.add('north'));
  return {
    kubernetes,
    cluster,
    ...(await startPlugin({ kubernetes, ...options })),
  };
};

describe('GET reach', () => {
  it('tells who can reach the pods, and why', async () => {
    const { server } = await setUp();

    const { status, body } = await request(server).get(path());

    expect(status).toBe(200);
    expect(body).toMatchObject({
      entityRef: 'component:default/web',
      targets: [
        {
          state: 'evaluated',
          cluster: { name: 'north', title: 'Cluster north' },
          namespace: 'default',
          podSelector: { app: 'web' },
          pods: 1,
          ports: [{ protocol: 'TCP', port: 8080 }],
          headline: 'closed',
          isolatedBy: [{ namespace: 'default', name: 'web-deny-all' }],
          health: { state: 'live' },
          subject: true,
          counts: { namespaces: 3, all: 0, some: 0, none: 3, others: 0 },
          groups: [{ reach: 'none', mark: 'none', namespaces: 3 }],
          denials: [],
          attention: { total: 0, namespaces: [] },
          probes: { agrees: 0, notProbed: 3 },
          namesShown: true,
          partial: { total: 0, sentences: [] },
        },
      ],
    });
  });

  it('is not sent again to a caller who has it', async () => {
    const { server, cluster } = await setUp();
    const first = await request(server).get(path());
    const tag = first.headers.etag;
    const ask = () => request(server).get(path()).set('If-None-Match', tag);

    expect(tag).toMatch(/^"[\w-]+"$/);
    expect((await ask()).status).toBe(304);
    cluster.put(
      'networkpolicies',
      policy('web-open', 'web', { ingress: [{}] }),
    );
    await waitFor(async () => {
      const { status, body } = await ask();
      return status === 200 && body.targets[0].counts.all === 3
        ? body
        : undefined;
    });
  });

  it('says that there are no pods by what was known, when a cluster cannot be read any more', async () => {
    const { server, cluster } = await setUp();
    cluster.remove('pods', 'web-1', 'default');
    const target = async () =>
      (await request(server).get(path())).body.targets[0];
    expect(await target()).toMatchObject({
      state: 'no-pods',
      health: { state: 'live' },
    });

    cluster.fault = () => ({ code: 500, reason: 'x', message: 'etcd is gone' });
    cluster.watches.cut();

    const stale = await waitFor(async () => {
      const found = await target();
      return found.health.state === 'stale' ? found : undefined;
    });
    expect(stale).toMatchObject({
      state: 'no-pods',
      asOf: stale.health.since,
      health: { because: expect.stringContaining('did not answer') },
    });
  });

  it('names no namespace to a caller who may only see the numbers', async () => {
    const { server, cluster } = await setUp({
      denied: [
        'network-policy.reach.namespaces.read',
        'network-policy.fleet.read',
      ],
    });
    cluster
      .put('networkpolicies', policy('web-open', 'web', { ingress: [{}] }))
      .put('networkpolicies', {
        ...policy('closed', 'client', { namespace: 'secondary' }),
        spec: { podSelector: {}, policyTypes: ['Egress'] },
      });

    const { status, body } = await request(server).get(path());

    expect(status).toBe(200);
    expect(body.targets[0]).toMatchObject({
      counts: { namespaces: 3, all: 2, none: 1 },
      namesShown: false,
      attention: { total: 1, namespaces: [] },
      partial: { sentences: [] },
    });
    expect(JSON.stringify(body)).not.toContain('secondary');
  });

  it('loads the entity and asks for the permission as the person', async () => {
    const { server, authorize, getEntityByRef } = await setUp();
    const credentials = mockCredentials.user('user:default/dana');

    await request(server)
      .get(path())
      .set('Authorization', mockCredentials.user.header('user:default/dana'));

    expect(getEntityByRef).toHaveBeenCalledWith(expect.anything(), {
      credentials: expect.objectContaining({
        principal: credentials.principal,
      }),
    });
    expect(authorize).toHaveBeenCalledWith(
      [
        {
          permission: expect.objectContaining({
            name: 'network-policy.reach.read',
          }),
          resourceRef: 'component:default/web',
        },
        {
          permission: expect.objectContaining({
            name: 'network-policy.reach.namespaces.read',
          }),
          resourceRef: 'component:default/web',
        },
        {
          permission: expect.objectContaining({
            name: 'network-policy.fleet.read',
          }),
        },
      ],
      {
        credentials: expect.objectContaining({
          principal: credentials.principal,
        }),
      },
    );
  });

  it('reads no cluster for an entity that the person cannot see', async () => {
    const { server, cluster } = await setUp({ visible: [] });

    const { status, body } = await request(server).get(path());

    expect(status).toBe(404);
    expect(body.error.message).toBe('There is no entity component:default/web');
    expect(cluster.requests).toEqual([]);
  });

  it('reads no cluster without the permission for this entity', async () => {
    const { server, cluster } = await setUp({
      denied: ['network-policy.reach.read on component:default/web'],
    });

    const denied = await request(server).get(path());
    const allowed = await request(server).get(path('website'));

    expect(denied.status).toBe(403);
    expect(denied.body.error.message).toBe(
      'You do not have the permission network-policy.reach.read for component:default/web',
    );
    expect(cluster.requests).toEqual([]);
    expect(allowed.status).toBe(200);
  });

  it('is for services, too', async () => {
    const { server } = await setUp();

    const { status } = await request(server)
      .get(path())
      .set('Authorization', mockCredentials.service.header());

    expect(status).toBe(200);
  });

  it('has no targets for an entity that is not on Kubernetes', async () => {
    const { server, cluster } = await setUp();

    const { body } = await request(server).get(path('website'));

    expect(body).toEqual({
      entityRef: 'component:default/website',
      total: 0,
      evaluated: 0,
      targets: [],
    });
    expect(cluster.requests).toEqual([]);
  });

  it('keeps to the cluster that the entity names, and says when there is none', async () => {
    const { server, cluster } = await setUp();

    const { body } = await request(server).get(path('southern'));

    expect(body.targets).toEqual([
      expect.objectContaining({
        state: 'not-evaluable',
        message: expect.stringContaining('The entity names cluster south'),
      }),
    ]);
    expect(cluster.requests).toEqual([]);
  });

  it('gives each cluster its own state, the worst first', async () => {
    const { server, kubernetes } = await setUp({
      config: { cluster: { timeoutMs: 500 } },
    });
    kubernetes.add('asleep').fault = () => 'hang';
    kubernetes.add('down', { down: true });
    kubernetes.add('empty');
    kubernetes.add('personal', { authProvider: 'oidc' });
    fillCluster(kubernetes.add('strict')).fault = ({ plural }) =>
      plural === 'pods'
        ? {
            code: 403,
            reason: 'Forbidden',
            message:
              'pods is forbidden: User "portal" cannot list resource "pods"',
          }
        : undefined;

    const { status, body } = await request(server).get(path());

    expect(status).toBe(200);
    const seen = body.targets.map(
      (target: {
        cluster: { name: string };
        state: string;
        message: string;
      }) => [target.cluster.name, target.state, target.message],
    );
    expect(seen).toEqual([
      [
        'asleep',
        'unreachable',
        'Cluster asleep did not answer when asked to list namespaces: no answer within 0.5 s',
      ],
      ['down', 'unreachable', expect.stringContaining('ECONNREFUSED')],
      [
        'strict',
        'forbidden',
        'The portal may not list pods in cluster strict: pods is forbidden: User "portal" cannot list resource "pods". Give the kubernetes plugin\'s account the rights of docs/kubernetes/reader.yaml',
      ],
      ['north', 'evaluated', undefined],
      ['personal', 'not-evaluable', expect.stringContaining('oidc')],
      [
        'empty',
        'no-pods',
        "No pod in cluster empty matches the entity's Kubernetes annotations",
      ],
    ]);
  });

  it('names what it could not evaluate and evaluates the rest', async () => {
    const { server, cluster } = await setUp();
    cluster.put('networkpolicies', {
      metadata: { name: 'broken', namespace: 'default' },
      spec: { podSelector: {}, ingress: 'everything' as never },
    });
    cluster.fault = ({ plural }) =>
      plural === 'services'
        ? { code: 403, reason: 'Forbidden', message: 'no services for you' }
        : undefined;

    const { body } = await request(server).get(path());

    expect(body.targets[0]).toMatchObject({
      state: 'evaluated',
      isolatedBy: [{ name: 'web-deny-all' }],
      ports: [{ port: 8080 }],
      partial: {
        total: 2,
        sentences: expect.arrayContaining([
          expect.stringContaining(
            'NetworkPolicy default/broken was not understood and is left out: spec.ingress',
          ),
          expect.stringContaining('no services for you'),
        ]),
      },
    });
  });

  it('has a target for each namespace, without pods that have ended', async () => {
    const { server, cluster } = await setUp();
    cluster.put('pods', pod('web-2', 'secondary', { app: 'web' })).put('pods', {
      ...pod('web-old', 'kube-system', { app: 'web' }),
      status: { phase: 'Succeeded' },
    });

    const { body } = await request(server).get(path());

    expect(
      body.targets.map((target: { namespace: string; headline: string }) => [
        target.namespace,
        target.headline,
      ]),
    ).toEqual([
      ['default', 'closed'],
      ['secondary', 'not-isolated'],
    ]);
  });
});
