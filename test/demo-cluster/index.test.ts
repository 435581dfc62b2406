import {
  AuthorizationV1Api,
  CoreV1Api,
  KubeConfig,
  NetworkingV1Api,
  Watch,
} from '@kubernetes/client-node';
import { readFile } from 'node:fs/promises';
import { startDemoCluster } from './index';
import { TestCluster } from './testing/client';

describe('the demo cluster, by the Kubernetes client', () => {
  let cluster: TestCluster;
  const config = new KubeConfig();
  beforeAll(async () => {
    cluster = await TestCluster.start();
    config.loadFromFile(cluster.cluster.kubeconfig);
  });
  afterAll(() => cluster.stop());

  it('has about forty namespaces of one company', async () => {
    const { items } = await config.makeApiClient(CoreV1Api).listNamespace();
    const names = items.map(item => item.metadata?.name);
    expect(names.length).toBeGreaterThanOrEqual(40);
    expect(names).toEqual(expect.arrayContaining(['payments', 'kube-system']));
    expect(names).not.toContain('secondary');
  });

  it('is called simulated', () => {
    expect(config.getCurrentContext()).toBe('simulated');
    expect(cluster.cluster.title).toBe('Demo cluster (simulated)');
  });

  it('has the shared services of the catalog, with pods behind them', async () => {
    const core = config.makeApiClient(CoreV1Api);
    const text = await readFile(
      `${__dirname}/../catalog/services.yaml`,
      'utf8',
    );
    const annotated = [
      ...text.matchAll(
        /kubernetes-namespace: (\S+)\s+backstage.io\/kubernetes-label-selector: (\S+)/g,
      ),
    ];
    expect(annotated.length).toBeGreaterThanOrEqual(12);
    for (const [, namespace, labelSelector] of annotated) {
      const { items } = await core.listNamespacedPod({
        namespace,
        labelSelector,
      });
      const phases = items.map(item => item.status?.phase);
      expect([namespace, phases]).toEqual([
        namespace,
        expect.arrayContaining(['Running']),
      ]);
    }
  });

  it('watches, creates and deletes', async () => {
    const networking = config.makeApiClient(NetworkingV1Api);
    const seen: string[] = [];
    const watch = new Watch(config);
    const controller = await watch.watch(
      '/apis/networking.k8s.io/v1/namespaces/search/networkpolicies',
      {},
      (type, object) => seen.push(`${type} ${object.metadata.name}`),
      () => {},
    );
    const namespace = 'search';
    await networking.createNamespacedNetworkPolicy({
      namespace,
      body: { metadata: { name: 'new' }, spec: { podSelector: {} } },
    });
    await networking.deleteNamespacedNetworkPolicy({ namespace, name: 'new' });
    while (seen.length < 3)
      await new Promise(resolve => setTimeout(resolve, 5));
    controller.abort();
    expect(seen).toEqual([
      'ADDED default-deny-all',
      'ADDED new',
      'DELETED new',
    ]);
  });

  it('reviews access', async () => {
    const review = await config
      .makeApiClient(AuthorizationV1Api)
      .createSelfSubjectAccessReview({
        body: {
          spec: { resourceAttributes: { verb: 'list', resource: 'pods' } },
        },
      });
    expect(review.status?.allowed).toBe(true);
  });

  it('has the walkthrough’s objects only when asked for', async () => {
    const without = await TestCluster.start({ walkthrough: 'absent' });
    const path = '/api/v1/namespaces/default/pods/web';
    expect((await cluster.as('reader')('GET', path)).code).toBe(200);
    expect((await without.as('reader')('GET', path)).code).toBe(404);
    await without.stop();
  });

  it('listens on loopback only', async () => {
    await expect(
      startDemoCluster({ folder: '/nowhere', host: '0.0.0.0' }),
    ).rejects.toThrow(/loopback only/);
  });
});
