import { IndexedCluster } from 'backstage-plugin-network-policy-common';
import { EvaluableCluster } from '../clusters/ClusterDirectory';
import { EntityWorkload } from '../entities/entityWorkload';
import { ProbeRunStore } from '../probes/ProbeRunStore';
import { Evaluations } from './Evaluations';
import { ReachTargets } from './ReachTargets';

const view = {
  cluster: IndexedCluster.from({
    namespaces: [{ name: 'default', labels: {} }],
    pods: [
      {
        namespace: 'default',
        name: 'web-1',
        labels: { app: 'web' },
        addresses: ['10.0.0.1'],
        ports: [],
        hostNetwork: false,
        phase: 'Running',
      },
    ],
    services: [],
    endpointSlices: [],
    nodes: [],
    networkPolicies: [],
    clusterNetworkPolicies: [],
    notEvaluated: [],
  }),
  omissions: [],
};

const workload: EntityWorkload = {
  entityRef: 'component:default/web',
  selector: { matchLabels: { app: 'web' }, matchExpressions: [] },
};

const north = {
  name: 'north',
  title: 'North',
  evaluable: true,
} as EvaluableCluster;

describe('ReachTargets', () => {
  it('counts once for all who ask at the same time', async () => {
    let version = 1;
    const targets = new ReachTargets({
      evaluations: new Evaluations({
        read: async () => ({
          state: 'read',
          version,
          asOf: '2026-11-26T10:00:00.000Z',
          health: { state: 'live' },
          view,
        }),
      }),
      probeRuns: {
        latestRun: async () => undefined,
        latestAttempts: async () => [],
      } as Partial<ProbeRunStore> as ProbeRunStore,
    });
    const countsOfMany = async () => {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => targets.in(north, workload)),
      );
      const all = answers.map(([target]) =>
        target.state === 'evaluated' ? target.counts : undefined,
      );
      expect(all[0]).toMatchObject({ namespaces: 1 });
      expect(new Set(all).size).toBe(1);
      return all[0];
    };

    const before = await countsOfMany();
    version = 2;
    expect(await countsOfMany()).not.toBe(before);
  });
});
