import { eventually, TestCluster } from '../testing/client';

interface JobOptions {
  namespace: string;
  commands: string[][];
  spec?: object;
  image?: string;
}

describe('jobs', () => {
  let cluster: TestCluster;
  let counter = 0;
  beforeAll(async () => {
    cluster = await TestCluster.start();
    await cluster.as('portal')('POST', '/api/v1/namespaces', {
      body: { metadata: { name: 'secondary' } },
    });
  });
  afterAll(() => cluster.stop());

  async function start({ namespace, commands, spec, image }: JobOptions) {
    counter += 1;
    const name = `probe-${counter}`;
    const path = `/apis/batch/v1/namespaces/${namespace}/jobs`;
    const created = await cluster.as('portal')('POST', path, {
      body: {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name },
        spec: {
          backoffLimit: 0,
          activeDeadlineSeconds: 30,
          ...spec,
          template: {
            spec: {
              restartPolicy: 'Never',
              securityContext: {
                runAsNonRoot: true,
                seccompProfile: { type: 'RuntimeDefault' },
              },
              containers: commands.map((command, index) => ({
                name: `c${index}`,
                image: image ?? 'registry.k8s.io/e2e-test-images/agnhost:2.53',
                command,
                terminationMessagePolicy: 'FallbackToLogsOnError',
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ['ALL'] },
                },
              })),
            },
          },
        },
      },
    });
    expect(created.code).toBe(201);
    return { name, path: `${path}/${name}` };
  }

  function conditionOf(path: string) {
    return eventually(async () => {
      const { body } = await cluster.as('portal')('GET', path);
      return body.status?.conditions?.find((each: any) =>
        ['Complete', 'Failed'].includes(each.type),
      );
    });
  }

  async function podsOf(namespace: string, name: string) {
    const { body } = await cluster.as('portal')(
      'GET',
      `/api/v1/namespaces/${namespace}/pods?labelSelector=job-name%3D${name}`,
    );
    return body.items;
  }

  /** Exit code and message of one connection attempt from a namespace. */
  async function probe(namespace: string, ...options: string[]) {
    const command = ['/agnhost', 'connect', '--timeout=100ms', ...options];
    const job = await start({ namespace, commands: [command] });
    await conditionOf(job.path);
    const [pod] = await podsOf(namespace, job.name);
    const { exitCode, message } =
      pod.status.containerStatuses[0].state.terminated;
    return { exitCode, message, phase: pod.status.phase };
  }

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
    expect(await probe(namespace, target)).toEqual({
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
    expect(await probe(namespace, target)).toEqual({
      exitCode: 1,
      phase: 'Failed',
      message: 'TIMEOUT\n',
    });
  });

  it('is refused where nobody listens', async () => {
    const target = 'login.identity:9999';
    expect((await probe('secondary', target)).message).toBe('REFUSED\n');
  });

  it('tells an unknown name from a name server out of reach', async () => {
    const unknown = await probe('secondary', 'nobody.default:80');
    expect(unknown.message).toBe(
      'DNS: lookup nobody.default on 10.96.0.10:53: no such host\n',
    );
    const unreachable = await probe('vault', 'login.identity:8080');
    expect(unreachable.message).toBe(
      'DNS: lookup login.identity: i/o timeout\n',
    );
  });

  it('speaks UDP', async () => {
    const dns = 'kube-dns.kube-system:53';
    expect((await probe('secondary', '--protocol=udp', dns)).exitCode).toBe(0);
  });

  it('follows a policy that comes and goes', async () => {
    const policies =
      '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies';
    const name = 'web-allow-all-namespaces';
    await cluster.as('portal')('PATCH', `${policies}/${name}?fieldManager=x`, {
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
    expect((await probe('secondary', 'web.default:80')).exitCode).toBe(0);
    await cluster.as('portal')('DELETE', `${policies}/${name}`);
    expect((await probe('secondary', 'web.default:80')).exitCode).toBe(1);
  });

  it('keeps each container’s own outcome and log', async () => {
    const connect = ['/agnhost', 'connect', '--timeout=50ms'];
    const job = await start({
      namespace: 'secondary',
      commands: [
        [...connect, 'login.identity:8080'],
        [...connect, 'web.default:80'],
      ],
    });
    expect(await conditionOf(job.path)).toMatchObject({
      type: 'Failed',
      reason: 'BackoffLimitExceeded',
    });
    const [pod] = await podsOf('secondary', job.name);
    const codes = pod.status.containerStatuses.map(
      (each: any) => each.state.terminated.exitCode,
    );
    expect(codes).toEqual([0, 1]);
    const { name } = pod.metadata;
    const log = await cluster.as('portal')(
      'GET',
      `/api/v1/namespaces/secondary/pods/${name}/log?container=c1`,
    );
    expect(log.text).toBe('TIMEOUT\n');
  });

  it('does not pretend to run what it cannot', async () => {
    const job = await start({
      namespace: 'secondary',
      commands: [['sh', '-c', 'echo hello']],
    });
    await conditionOf(job.path);
    const [pod] = await podsOf('secondary', job.name);
    expect(pod.status.containerStatuses[0].state.terminated).toMatchObject({
      exitCode: 127,
      message: 'not simulated: sh -c echo hello\n',
    });
  });

  it('fails at its deadline and leaves no pod', async () => {
    const job = await start({
      namespace: 'secondary',
      commands: [['sleep', '60']],
      spec: { activeDeadlineSeconds: 1 },
    });
    expect(await conditionOf(job.path)).toMatchObject({
      type: 'Failed',
      reason: 'DeadlineExceeded',
    });
    expect(await podsOf('secondary', job.name)).toEqual([]);
  });

  it('is removed with its pods after its time to live', async () => {
    const job = await start({
      namespace: 'secondary',
      commands: [['sleep', '0']],
      spec: { ttlSecondsAfterFinished: 1 },
    });
    expect(await conditionOf(job.path)).toMatchObject({ type: 'Complete' });
    await eventually(async () => {
      const { code } = await cluster.as('portal')('GET', job.path);
      return code === 404 ? true : undefined;
    });
    expect(await podsOf('secondary', job.name)).toEqual([]);
  });

  it('tells by an event that a quota leaves no room for its pod', async () => {
    const job = await start({
      namespace: 'frozen',
      commands: [['sleep', '0']],
    });
    const event = await eventually(async () => {
      const { body } = await cluster.as('portal')(
        'GET',
        `/api/v1/namespaces/frozen/events?fieldSelector=involvedObject.name%3D${job.name}`,
      );
      return body.items[0];
    });
    expect(event.reason).toBe('FailedCreate');
    expect(event.message).toMatch(
      /^Error creating: pods "probe-\d+-\w{5}" is forbidden: exceeded quota: no-pods, requested: pods=1, used: pods=0, limited: pods=0$/,
    );
    expect(await podsOf('frozen', job.name)).toEqual([]);
  });

  it('waits for an image that nobody has', async () => {
    const job = await start({
      namespace: 'secondary',
      commands: [['sleep', '0']],
      image: 'example.com/unknown:1',
    });
    const waiting = await eventually(async () => {
      const [pod] = await podsOf('secondary', job.name);
      const { state } = pod?.status.containerStatuses?.[0] ?? {};
      return state?.waiting?.reason === 'ImagePullBackOff' ? state : undefined;
    });
    expect(waiting.waiting.message).toContain('example.com/unknown:1');
  });

  it('leaves its pods when deleted without saying how', async () => {
    const orphaning = await start({
      namespace: 'secondary',
      commands: [['sleep', '0']],
    });
    await conditionOf(orphaning.path);
    const answer = await cluster.as('portal')('DELETE', orphaning.path);
    expect(answer.headers.warning).toContain('child pods are preserved');
    expect(await podsOf('secondary', orphaning.name)).toHaveLength(1);

    const clean = await start({
      namespace: 'secondary',
      commands: [['sleep', '0']],
    });
    await conditionOf(clean.path);
    await cluster.as('portal')('DELETE', clean.path, {
      body: { propagationPolicy: 'Background' },
    });
    expect(await podsOf('secondary', clean.name)).toEqual([]);
  });
});
