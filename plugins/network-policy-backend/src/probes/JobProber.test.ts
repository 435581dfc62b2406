import { ProbeRequest } from 'backstage-plugin-network-policy-node';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { listen } from '../__testUtils__/listen';
import { PodEnd, runJobs } from '../__testUtils__/runJobs';
import { readSettings } from '../config/readSettings';
import { ConfigReader } from '@backstage/config';
import { JobProber } from './JobProber';
import { buildProbeJob } from './probeJob';
import { probeLabels } from '../targets/probeLabels';

const settings = {
  ...readSettings(new ConfigReader({})).probes,
  deadlineSeconds: 2,
};

const request: ProbeRequest = {
  cluster: 'north',
  sourceNamespace: 'secondary',
  target: {
    serviceHost: 'web.default.svc',
    servicePort: 80,
    podAddress: '10.0.0.1',
    port: 8080,
    protocol: 'TCP',
  },
  runId: 'run-1',
  timeoutMs: 2_000,
  labels: probeLabels('run-1'),
};

const setUp = async () => {
  const kubernetes = new FakeKubernetes();
  const cluster = kubernetes.add('north');
  const clusters = await listen(kubernetes);
  const prober = new JobProber({ clusters, settings });
  return {
    cluster,
    probe: (signal = new AbortController().signal) =>
      prober.probe(request, { signal }),
  };
};

describe('JobProber', () => {
  it('runs one Job in the source namespace and removes it', async () => {
    const { cluster, probe } = await setUp();
    runJobs(cluster, () => ({}));

    await expect(probe()).resolves.toEqual({
      outcome: 'connected',
      steps: { service: 'connected', pod: 'connected' },
    });

    const [created, removed] = cluster.writes;
    expect(created).toMatchObject({
      method: 'POST',
      plural: 'jobs',
      namespace: 'secondary',
      body: buildProbeJob(request, settings),
    });
    expect(removed).toMatchObject({
      method: 'DELETE',
      plural: 'jobs',
      body: {
        propagationPolicy: 'Background',
        preconditions: { uid: 'uid-of-network-policy-probe-run-1' },
      },
    });
    expect(cluster.all('jobs')).toEqual([]);
  });

  it('leaves a Job of that name alone that exists already', async () => {
    const { cluster, probe } = await setUp();
    const job = {
      metadata: {
        name: 'network-policy-probe-run-1',
        namespace: 'secondary',
        labels: probeLabels('run-1'),
      },
    };
    cluster.put('jobs', job);

    await expect(probe()).resolves.toEqual({
      outcome: 'not-run',
      detail:
        'Namespace secondary has a Job network-policy-probe-run-1 already, which this run did not create; its outcome does not count',
      steps: {},
    });
    expect(cluster.writes.map(({ method }) => method)).toEqual(['POST']);
    expect(cluster.all('jobs')).toHaveLength(1);
  });

  it('removes a Job whose creation was answered too late', async () => {
    const { cluster, probe } = await setUp();
    const stopping = new AbortController();
    cluster.afterCreate = () => stopping.abort();

    await expect(probe(stopping.signal)).resolves.toMatchObject({
      outcome: 'not-run',
    });
    expect(cluster.all('jobs')).toEqual([]);
  });

  it('believes neither of two pods that both say they are of the Job', async () => {
    const { cluster, probe } = await setUp();
    runJobs(cluster, () => ({}));
    const create = cluster.afterCreate;
    cluster.afterCreate = (job, plural) => {
      create(job, plural);
      const [pod] = cluster.all('pods');
      const metadata = { ...pod.metadata, name: 'forged' };
      cluster.put('pods', { ...pod, metadata });
    };

    await expect(probe()).resolves.toMatchObject({
      outcome: 'not-run',
      detail:
        'Job secondary/network-policy-probe-run-1 creates one pod, but 2 pods name it as their owner. One of them is forged, so neither outcome counts',
    });
  });

  it.each<[PodEnd, string, string | undefined]>([
    [{ service: 'REFUSED', pod: 'REFUSED' }, 'refused', undefined],
    [{ service: 'TIMEOUT', pod: 'TIMEOUT' }, 'timed-out', undefined],
    [
      { service: 'DNS: lookup web.default.svc: i/o timeout', pod: 'TIMEOUT' },
      'name-not-resolved',
      'lookup web.default.svc: i/o timeout; the pod address itself: timed out',
    ],
    [
      {
        service: 'OTHER: connect: no route to host',
        pod: 'OTHER: connect: no route to host',
      },
      'unreachable',
      'connect: no route to host',
    ],
    [{ pod: 'TIMEOUT' }, 'connected', undefined],
    [
      { service: 'exec format error' },
      'not-run',
      'The probe ended with exit code 1: exec format error; the pod address itself: connected',
    ],
  ])('reads %j as %s', async (end, outcome, detail) => {
    const { cluster, probe } = await setUp();
    runJobs(cluster, () => end);

    const result = await probe();

    expect([result.outcome, result.detail]).toEqual([outcome, detail]);
  });

  it('tells in the words of the cluster that it may not create Jobs', async () => {
    const { cluster, probe } = await setUp();
    cluster.fault = ({ method }) =>
      method === 'POST'
        ? {
            code: 403,
            reason: 'Forbidden',
            message: 'jobs.batch is forbidden: User "portal" cannot create',
          }
        : undefined;

    await expect(probe()).resolves.toEqual({
      outcome: 'not-run',
      detail:
        'The portal may not create jobs in namespace secondary in cluster north: jobs.batch is forbidden: User "portal" cannot create',
      steps: {},
    });
  });

  it('tells that a quota lets no pod be created', async () => {
    const { cluster, probe } = await setUp();
    cluster.put('events', {
      metadata: { name: 'event', namespace: 'secondary' },
      type: 'Warning',
      reason: 'FailedCreate',
      message: 'Error creating: exceeded quota: compute, requested: pods=1',
    });

    await expect(probe()).resolves.toMatchObject({
      outcome: 'not-run',
      detail: 'Error creating: exceeded quota: compute, requested: pods=1',
    });
    expect(
      cluster.requests.find(({ plural }) => plural === 'events')?.query,
    ).toMatchObject({
      fieldSelector:
        'involvedObject.kind=Job,involvedObject.name=network-policy-probe-run-1',
    });
    expect(cluster.all('jobs')).toEqual([]);
  });

  it.each([
    [
      {
        phase: 'Pending',
        containerStatuses: [
          {
            name: 'service',
            state: {
              waiting: {
                reason: 'ImagePullBackOff',
                message: 'Back-off pulling image',
              },
            },
          },
        ],
      },
      'ImagePullBackOff: Back-off pulling image',
    ],
    [
      { phase: 'Failed', reason: 'Evicted', message: 'low on memory' },
      'Evicted: low on memory',
    ],
    [
      {
        phase: 'Pending',
        conditions: [
          {
            type: 'PodScheduled',
            status: 'False',
            message: '0/3 nodes are available',
          },
        ],
      },
      'The probe did not end within 2 s: 0/3 nodes are available',
    ],
  ])(
    'never takes a pod that did not run for blocked',
    async (status, detail) => {
      const { cluster, probe } = await setUp();
      runJobs(cluster, () => ({ status }));

      await expect(probe()).resolves.toMatchObject({
        outcome: 'not-run',
        detail,
      });
      expect(cluster.all('jobs')).toEqual([]);
    },
  );

  it('does not wait for a container that a webhook added', async () => {
    const { cluster, probe } = await setUp();
    runJobs(cluster, () => ({}));
    const create = cluster.afterCreate;
    cluster.afterCreate = (job, plural) => {
      create(job, plural);
      const [pod] = cluster.all('pods');
      const { containers } = pod.spec as { containers: object[] };
      cluster.put('pods', {
        ...pod,
        spec: { containers: [...containers, { name: 'mesh-proxy' }] },
      });
    };

    await expect(probe()).resolves.toMatchObject({ outcome: 'connected' });
  });

  it('waits out a namespace whose service account is yet to come', async () => {
    const { cluster, probe } = await setUp();
    cluster.put('events', {
      metadata: { name: 'event', namespace: 'secondary' },
      type: 'Warning',
      message: 'error looking up: serviceaccount "default" not found',
    });
    setTimeout(() => {
      const [job] = cluster.all('jobs');
      runJobs(cluster, () => ({}));
      cluster.afterCreate(job, 'jobs');
    }, 800);

    await expect(probe()).resolves.toMatchObject({ outcome: 'connected' });
  });

  it('says why it did not end when the cluster goes away meanwhile', async () => {
    const { cluster, probe } = await setUp();
    cluster.fault = ({ plural, method }) =>
      plural === 'pods' && method === 'GET'
        ? { code: 503, reason: 'ServiceUnavailable', message: 'going down' }
        : undefined;

    await expect(probe()).resolves.toMatchObject({
      outcome: 'not-run',
      detail:
        'The probe did not end within 2 s: Cluster north did not answer when asked to list pods: going down',
    });
  });

  it('removes the Job when the portal stops', async () => {
    const { cluster, probe } = await setUp();
    const stopping = new AbortController();
    const result = probe(stopping.signal);
    setTimeout(() => stopping.abort(), 200);

    await expect(result).resolves.toMatchObject({ outcome: 'not-run' });
    expect(cluster.all('jobs')).toEqual([]);
  });
});
