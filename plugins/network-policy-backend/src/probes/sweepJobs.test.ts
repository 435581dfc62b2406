import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { listen } from '../__testUtils__/listen';
import { ConfigReader } from '@backstage/config';
import { readSettings } from '../config/readSettings';
import { JobProber } from './JobProber';
import { probeLabels, probeRunLabel } from '../targets/probeLabels';

const setUp = async () => {
  const kubernetes = new FakeKubernetes();
  const cluster = kubernetes.add('north');
  const prober = new JobProber({
    clusters: await listen(kubernetes),
    settings: readSettings(new ConfigReader({})).probes,
  });
  const job = (name: string, namespace: string, runId: string) => ({
    metadata: { name, namespace, labels: probeLabels(runId) },
  });
  cluster
    .put('jobs', job('network-policy-probe-run-1', 'secondary', 'run-1'))
    .put('jobs', job('network-policy-probe-run-2', 'secondary', 'run-2'))
    .put('jobs', job('network-policy-probe-run-1', 'other', 'run-1'))
    .put('jobs', job('with-our-labels', 'other', 'run-1'))
    .put('jobs', {
      metadata: {
        name: 'with-the-run-only',
        namespace: 'other',
        labels: { [probeRunLabel]: 'run-1' },
      },
    });
  return {
    cluster,
    sweep: () =>
      prober.sweep(
        {
          cluster: 'north',
          runId: 'run-1',
          namespaces: ['secondary', 'other'],
        },
        { signal: new AbortController().signal },
      ),
    left: () =>
      cluster
        .all('jobs')
        .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`),
  };
};

describe('sweeping after a portal that was killed', () => {
  it('removes only the Jobs that the prober made for one run, by their uids', async () => {
    const { cluster, sweep, left } = await setUp();

    await sweep();

    expect(left()).toEqual([
      'secondary/network-policy-probe-run-2',
      'other/with-our-labels',
      'other/with-the-run-only',
    ]);
    expect(cluster.writes.map(({ body }) => body.preconditions)).toEqual([
      { uid: 'uid-of-network-policy-probe-run-1' },
      { uid: 'uid-of-network-policy-probe-run-1' },
    ]);
  });

  it('leaves a Job without a uid, and says so', async () => {
    const { cluster, sweep, left } = await setUp();
    cluster.put('jobs', {
      metadata: {
        name: 'network-policy-probe-run-1',
        namespace: 'secondary',
        labels: probeLabels('run-1'),
        uid: undefined,
      },
    });

    await expect(sweep()).rejects.toThrow(
      'Job secondary/network-policy-probe-run-1 stays: cluster north gave no uid for it',
    );
    expect(left()).toContain('secondary/network-policy-probe-run-1');
    expect(left()).not.toContain('other/network-policy-probe-run-1');
  });

  it('goes on where one namespace refuses, and says so', async () => {
    const { cluster, sweep, left } = await setUp();
    cluster.fault = ({ namespace }) =>
      namespace === 'secondary'
        ? { code: 403, reason: 'Forbidden', message: 'not yours' }
        : undefined;

    await expect(sweep()).rejects.toThrow(
      'The portal may not list jobs in namespace secondary in cluster north: not yours',
    );
    expect(left()).toEqual([
      'secondary/network-policy-probe-run-1',
      'secondary/network-policy-probe-run-2',
      'other/with-our-labels',
      'other/with-the-run-only',
    ]);
  });
});
