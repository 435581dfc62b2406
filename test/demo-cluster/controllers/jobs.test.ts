import { eventually, TestCluster } from '../testing/client';
import { TestJobs } from '../testing/jobs';

describe('jobs', () => {
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

  it('keeps each container’s own outcome and log', async () => {
    const connect = ['/agnhost', 'connect', '--timeout=50ms'];
    const job = await jobs.start({
      namespace: 'secondary',
      commands: [
        [...connect, 'login.identity:8080'],
        [...connect, 'web.default:80'],
      ],
    });
    expect(await jobs.conditionOf(job.path)).toMatchObject({
      type: 'Failed',
      reason: 'BackoffLimitExceeded',
    });
    const [pod] = await jobs.podsOf('secondary', job.name);
    const codes = pod.status.containerStatuses.map(
      (each: any) => each.state.terminated.exitCode,
    );
    expect(codes).toEqual([0, 1]);
    const { name } = pod.metadata;
    const log = await cluster.as('admin')(
      'GET',
      `/api/v1/namespaces/secondary/pods/${name}/log?container=c1`,
    );
    expect(log.text).toBe('TIMEOUT\n');
  });

  it('does not pretend to run what it cannot', async () => {
    const job = await jobs.start({
      namespace: 'secondary',
      commands: [['sh', '-c', 'echo hello']],
    });
    await jobs.conditionOf(job.path);
    const [pod] = await jobs.podsOf('secondary', job.name);
    expect(pod.status.containerStatuses[0].state.terminated).toMatchObject({
      exitCode: 127,
      message: 'not simulated: sh -c echo hello\n',
    });
  });

  it('fails at its deadline and leaves no pod', async () => {
    const job = await jobs.start({
      namespace: 'secondary',
      commands: [['sleep', '60']],
      spec: { activeDeadlineSeconds: 1 },
    });
    expect(await jobs.conditionOf(job.path)).toMatchObject({
      type: 'Failed',
      reason: 'DeadlineExceeded',
    });
    expect(await jobs.podsOf('secondary', job.name)).toEqual([]);
  });

  it('is removed with its pods after its time to live', async () => {
    const job = await jobs.start({
      namespace: 'secondary',
      commands: [['sleep', '0']],
      spec: { ttlSecondsAfterFinished: 1 },
    });
    expect(await jobs.conditionOf(job.path)).toMatchObject({
      type: 'Complete',
    });
    await eventually(async () => {
      const { code } = await cluster.as('admin')('GET', job.path);
      return code === 404 ? true : undefined;
    });
    expect(await jobs.podsOf('secondary', job.name)).toEqual([]);
  });

  it('tells by an event that a quota leaves no room for its pod', async () => {
    const job = await jobs.start({
      namespace: 'frozen',
      commands: [['sleep', '0']],
    });
    const event = await eventually(async () => {
      const { body } = await cluster.as('admin')(
        'GET',
        `/api/v1/namespaces/frozen/events?fieldSelector=involvedObject.name%3D${job.name}`,
      );
      return body.items[0];
    });
    expect(event.reason).toBe('FailedCreate');
    expect(event.message).toMatch(
      /^Error creating: pods "probe-\d+-\w{5}" is forbidden: exceeded quota: no-pods, requested: pods=1, used: pods=0, limited: pods=0$/,
    );
    expect(await jobs.podsOf('frozen', job.name)).toEqual([]);
  });

  it('waits for an image that nobody has', async () => {
    const job = await jobs.start({
      namespace: 'secondary',
      commands: [['sleep', '0']],
      image: 'example.com/unknown:1',
    });
    const waiting = await eventually(async () => {
      const [pod] = await jobs.podsOf('secondary', job.name);
      const { state } = pod?.status.containerStatuses?.[0] ?? {};
      return state?.waiting?.reason === 'ImagePullBackOff' ? state : undefined;
    });
    expect(waiting.waiting.message).toContain('example.com/unknown:1');
  });

  it('leaves its pods when deleted without saying how', async () => {
    const orphaning = await jobs.start({
      namespace: 'secondary',
      commands: [['sleep', '0']],
    });
    await jobs.conditionOf(orphaning.path);
    const answer = await cluster.as('admin')('DELETE', orphaning.path);
    expect(answer.headers.warning).toContain('child pods are preserved');
    expect(await jobs.podsOf('secondary', orphaning.name)).toHaveLength(1);

    const clean = await jobs.start({
      namespace: 'secondary',
      commands: [['sleep', '0']],
    });
    await jobs.conditionOf(clean.path);
    await cluster.as('admin')('DELETE', clean.path, {
      body: { propagationPolicy: 'Background' },
    });
    expect(await jobs.podsOf('secondary', clean.name)).toEqual([]);
  });
});
