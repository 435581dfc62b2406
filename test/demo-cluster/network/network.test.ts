import { TestCluster } from '../testing/client';
import { TestJobs } from '../testing/jobs';

describe('a connection from a pod', () => {
  let cluster: TestCluster;
  let jobs: TestJobs;
  beforeAll(async () => {
    cluster = await TestCluster.start();
    jobs = new TestJobs(cluster);
    await cluster.as('admin')('POST', '/api/v1/namespaces', {
      body: { metadata: { name: 'secondary' } },
    });
  });
  afterAll(() => cluster.stop());

  it.each([
    ['an open service', 'secondary', 'login.identity:8080'],
    ['the full name', 'secondary', 'login.identity.svc.cluster.local:8080'],
    ['a short name of its own namespace', 'mail', 'mail-relay:25'],
    ['a rule without peers', 'checkout', 'internal-gateway.gateway:8443'],
    ['`matchLabels: null`', 'checkout', 'log-collector.logging:24224'],
    [
      'a namespace with the right label',
      'checkout',
      'feature-flags.platform-tools:8080',
    ],
    [
      'broken enforcement on the way out',
      'legacy-batch',
      'search-api.search:9200',
    ],
    [
      'broken enforcement on the way in',
      'secondary',
      'night-run.legacy-batch:8080',
    ],
  ])('connects: %s', async (_, namespace, target) => {
    expect(await jobs.probe(namespace, target)).toEqual({
      exitCode: 0,
      phase: 'Succeeded',
    });
  });

  it.each([
    ['a closed service', 'secondary', 'web.default:80'],
    ['a namespace without the label', 'catalogue', 'payments-db.payments:5432'],
    [
      'staging where production is asked for',
      'checkout-staging',
      'feature-flags.platform-tools:8080',
    ],
    ['denied egress', 'payments', 'login.identity:8080'],
    ['a rule of the network plugin itself', 'billing', 'login.identity:8080'],
    ['an address that nobody has', 'secondary', '10.99.99.99:80'],
  ])('times out: %s', async (_, namespace, target) => {
    expect(await jobs.probe(namespace, target)).toEqual({
      exitCode: 1,
      phase: 'Failed',
      message: 'TIMEOUT\n',
    });
  });

  it('is refused where nobody listens', async () => {
    const target = 'login.identity:9999';
    expect((await jobs.probe('secondary', target)).message).toBe('REFUSED\n');
  });

  it('tells an unknown name from a name server out of reach', async () => {
    const unknown = await jobs.probe('secondary', 'nobody.default:80');
    expect(unknown.message).toBe(
      'DNS: lookup nobody.default on 10.96.0.10:53: no such host\n',
    );
    const unreachable = await jobs.probe('vault', 'login.identity:8080');
    expect(unreachable.message).toBe(
      'DNS: lookup login.identity: i/o timeout\n',
    );
  });

  it('speaks UDP', async () => {
    const dns = 'kube-dns.kube-system:53';
    expect(
      (await jobs.probe('secondary', '--protocol=udp', dns)).exitCode,
    ).toBe(0);
  });

  it('follows a policy that comes and goes', async () => {
    const policies =
      '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies';
    const name = 'web-allow-all-namespaces';
    await cluster.as('admin')('PATCH', `${policies}/${name}?fieldManager=x`, {
      contentType: 'application/apply-patch+yaml',
      body: {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name },
        spec: {
          podSelector: { matchLabels: { app: 'web' } },
          ingress: [{ from: [{ namespaceSelector: {} }] }],
        },
      },
    });
    expect((await jobs.probe('secondary', 'web.default:80')).exitCode).toBe(0);
    await cluster.as('admin')('DELETE', `${policies}/${name}`);
    expect((await jobs.probe('secondary', 'web.default:80')).exitCode).toBe(1);
  });
});
