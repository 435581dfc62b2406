import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { MetricsServiceObservableCallback } from '@backstage/backend-plugin-api/alpha';
import { eventually } from '../__testUtils__/eventually';
import { policy } from '../__testUtils__/fixtures';
import { runJobs } from '../__testUtils__/runJobs';
import { startProbes } from '../__testUtils__/startProbes';

jest.setTimeout(30_000);

/** Keeps what is measured, by the name of the metric. */
function recordMetrics() {
  const measured = new Array<[name: string, attributes?: object]>();
  const callbacks = new Map<string, MetricsServiceObservableCallback>();
  const keep = (name: string) => (_: number, attributes?: object) =>
    void measured.push([name, attributes]);
  const feature = metricsServiceMock.mock({
    createCounter: name => ({ add: keep(name) }),
    createHistogram: name => ({ record: keep(name) }),
    createObservableGauge: name => ({
      addCallback: callback => void callbacks.set(name, callback),
      removeCallback: () => {},
    }),
  }).factory;
  /** Asks for what is measured only when somebody asks. */
  const observe = async () => {
    for (const [name, callback] of callbacks) {
      await callback({ observe: keep(name) });
    }
  };
  return { feature, measured, observe };
}

it('measures requests, clusters and probes of the plugin as it is started', async () => {
  const { feature, measured, observe } = recordMetrics();
  const { cluster, reach, finish } = await startProbes({ features: [feature] });
  runJobs(cluster, () => ({}));

  await reach();
  await eventually(() => expect(cluster.watches.count).toBe(6));
  cluster.put('networkpolicies', policy('own', 'web'));
  cluster.watches.end();
  await finish();

  const north = { cluster: 'north', kind: 'NetworkPolicy' };
  await eventually(async () => {
    await observe();
    expect(measured).toEqual(
      expect.arrayContaining([
        [
          'network_policy.request.duration',
          {
            method: 'GET',
            route: '/entities/:kind/:namespace/:name/reach',
            status: 200,
          },
        ],
        ['network_policy.cluster.lists', { ...north, outcome: 'read' }],
        ['network_policy.cluster.events', north],
        [
          'network_policy.cluster.watches_ended',
          { ...north, how: expect.any(String) },
        ],
        [
          'network_policy.cluster.age',
          { cluster: 'north', health: expect.any(String) },
        ],
        ['network_policy.probes', { cluster: 'north', outcome: 'connected' }],
      ]),
    );
  });
});
