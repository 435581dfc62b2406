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
  const { server } = await startPlugin({ kubernetes, ...options });
  return {
    cluster,
    deploy: () => request(server).put(path).send({ isolate: true }),
    remove: () => request(server).delete(path),
  };
};

const ourMarks = {
  'app.kubernetes.io/managed-by': 'backstage',
  'app.kubernetes.io/part-of': 'network-policy-walkthrough',
};

const owned = (metadata: object) =>
  Object.assign({}, { name: '', namespace: 'secondary' }, metadata);

describe('attack 4: the walkthrough isolates and removes what is not its own', () => {
  it('is off unless it is configured', async () => {
    const { cluster, deploy, remove } = await setUp({
      config: { walkthrough: {} },
    });

    expect((await deploy()).status).toBe(404);
    expect((await remove()).status).toBe(404);
    expect(cluster.requests).toEqual([]);
  });

  it("does not isolate a stranger's pod that carries app=web", async () => {
    const { cluster, deploy } = await setUp();
    cluster.put('pods', pod('shop-7d9f', 'default', { app: 'web' }));

    const { status, body } = await deploy();

    expect(status).toBe(409);
    expect(body.error.message).toContain('Nothing was changed');
    expect(body.error.message).toContain('app=web');
    expect(cluster.writes).toEqual([]);
  });

  it("keeps a stranger's objects, though they carry every label of the walkthrough", async () => {
    const { cluster, remove } = await setUp();
    cluster.put('namespaces', {
      metadata: { name: 'secondary', labels: ourMarks },
    });
    cluster.put('pods', pod('web', 'default', { app: 'web', ...ourMarks }));
    cluster.put(
      'networkpolicies',
      policy('web-deny-all', 'web', { labels: ourMarks }),
    );

    expect((await remove()).status).toBe(200);
    expect(cluster.writes).toEqual([]);
  });

  it("keeps an object that a stranger has put in the place of the walkthrough's", async () => {
    const { cluster, deploy, remove } = await setUp();
    await deploy();
    const made = cluster.find('pods', 'web', 'default');
    cluster.remove('pods', 'web', 'default');
    cluster.put('pods', {
      ...made,
      metadata: { ...made!.metadata, uid: 'another' },
    });

    await remove();

    expect(cluster.find('pods', 'web', 'default')).toBeDefined();
    expect(cluster.find('services', 'web', 'default')).toBeUndefined();
  });

  it.each([
    ['secrets', 'Secret secondary/theirs', {}],
    ['persistentvolumeclaims', 'PersistentVolumeClaim secondary/theirs', {}],
    ['configmaps', 'ConfigMap secondary/theirs', {}],
    ['deployments', 'Deployment secondary/theirs', {}],
    ['pods', 'Pod secondary/theirs', { labels: ourMarks }],
    ['jobs', 'Job secondary/theirs', { labels: ourMarks }],
  ])('keeps secondary while there are %s in it', async (plural, what, more) => {
    const { cluster, deploy, remove } = await setUp();
    await deploy();
    cluster.put(plural, {
      metadata: owned({ name: 'theirs', ...more }) as never,
    });

    const { status, body } = await remove();

    expect(status).toBe(409);
    expect(body.error.message).toContain(what);
    expect(cluster.writes.filter(({ method }) => method === 'DELETE')).toEqual(
      [],
    );
  });

  it('keeps secondary when it cannot be seen what is in it', async () => {
    const { cluster, deploy, remove } = await setUp();
    await deploy();
    cluster.fault = ({ plural }) =>
      plural === 'secrets'
        ? { code: 403, reason: 'Forbidden', message: 'no secrets for you' }
        : undefined;

    const { status, body } = await remove();

    expect(status).toBe(409);
    expect(body.error.message).toContain('Nothing was removed');
    expect(cluster.find('namespaces', 'secondary')).toBeDefined();
    expect(cluster.find('pods', 'web', 'default')).toBeDefined();
  });

  it('removes secondary with what the cluster itself puts into each namespace', async () => {
    const { cluster, deploy, remove } = await setUp();
    await deploy();
    cluster.put('configmaps', {
      metadata: { name: 'kube-root-ca.crt', namespace: 'secondary' },
    });
    cluster.put('serviceaccounts', {
      metadata: { name: 'default', namespace: 'secondary' },
    });

    expect((await remove()).status).toBe(200);
    expect(cluster.find('namespaces', 'secondary')).toBeUndefined();
  });
});
