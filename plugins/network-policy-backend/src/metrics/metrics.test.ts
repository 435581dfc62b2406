import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { MetricsServiceObservableCallback } from '@backstage/backend-plugin-api/alpha';
import { ProbeRequest } from 'backstage-plugin-network-policy-node';
import { countProbes } from './countProbes';
import { clusterMeters, measureAges } from './measureClusters';

it('counts what happens in a cluster', () => {
  const add = jest.fn();
  const metrics = metricsServiceMock.mock({ createCounter: () => ({ add }) });
  const meter = clusterMeters(metrics)('north');

  meter.event('Pod');
  meter.listed('Pod', 'failed');
  meter.watchEnded('Pod', 'silent');

  const about = { cluster: 'north', kind: 'Pod' };
  expect(add.mock.calls).toEqual([
    [1, about],
    [1, { ...about, outcome: 'failed' }],
    [1, { ...about, how: 'silent' }],
  ]);
});

it('measures the age of what is known', async () => {
  const callbacks = new Array<MetricsServiceObservableCallback>();
  const metrics = metricsServiceMock.mock({
    createObservableGauge: () => ({
      addCallback: callback => void callbacks.push(callback),
      removeCallback: () => {},
    }),
  });
  const asOf = new Date(Date.now() - 60_000).toISOString();
  measureAges(metrics, {
    kept: ['north', 'starting'],
    known: name =>
      name === 'north'
        ? { asOf, health: { state: 'stale', since: asOf, because: 'gone' } }
        : undefined,
  });
  const observe = jest.fn();

  await callbacks[0]({ observe });

  expect(observe.mock.calls).toEqual([
    [expect.any(Number), { cluster: 'north', health: 'stale' }],
  ]);
  expect(Math.round(observe.mock.calls[0][0])).toBe(60);
});

it('counts probes by their outcome, and passes on the rest', async () => {
  const add = jest.fn();
  const sweep = jest.fn();
  const metrics = metricsServiceMock.mock({ createCounter: () => ({ add }) });
  const prober = countProbes(metrics, {
    probe: async () => ({ outcome: 'timed-out', steps: {} }),
    sweep,
  });
  const { signal } = new AbortController();
  const request: ProbeRequest = {
    cluster: 'north',
    sourceNamespace: 'default',
    target: { port: 80, protocol: 'TCP', podAddress: '10.0.0.1' },
    runId: 'run',
    timeoutMs: 1_000,
    labels: {},
  };

  await prober.probe(request, { signal });
  await prober.sweep?.(
    { cluster: 'north', runId: 'run', namespaces: [] },
    { signal },
  );

  expect(add).toHaveBeenCalledWith(1, {
    cluster: 'north',
    outcome: 'timed-out',
  });
  expect(sweep).toHaveBeenCalledTimes(1);
});
