import { FakeCluster } from '../__testUtils__/FakeCluster';
import { Refusal } from '../__testUtils__/fakeObjects';
import { policy } from '../__testUtils__/fixtures';
import { startStates } from '../__testUtils__/startStates';
import { ClusterReading } from './clusterHealth';

const view = async (read: () => Promise<ClusterReading>) => {
  const reading = await read();
  if (reading.state !== 'read') {
    throw new Error(reading.message);
  }
  return reading.view;
};

/** The rights of the portal end before these. */
const forbid = (cluster: FakeCluster, ...plurals: string[]) => {
  cluster.fault = ({ plural }): Refusal | undefined =>
    plurals.includes(plural)
      ? { code: 403, reason: 'Forbidden', message: `no ${plural} for you` }
      : undefined;
};

const ofCluster = (
  kind: string,
  version: string,
  { name = 'default', ...spec }: { name?: string; [field: string]: unknown },
) => ({
  apiVersion: `policy.networking.k8s.io/${version}`,
  kind,
  metadata: { name },
  spec: { subject: { namespaces: {} }, ...spec },
});

const ofClusterKinds = [
  'adminnetworkpolicies',
  'baselineadminnetworkpolicies',
  'clusternetworkpolicies',
];

describe('ClusterState', () => {
  it('misses nothing where no policies of the whole cluster are installed', async () => {
    const { read } = await startStates();

    const { cluster, omissions } = await view(read);

    expect(omissions).toEqual([]);
    expect(cluster.notEvaluated).toEqual([]);
    expect(cluster.pod('default', 'web-1')?.labels).toEqual({ app: 'web' });
  });

  it('reads the policies of the whole cluster where they are installed', async () => {
    const { cluster, read } = await startStates();
    ofClusterKinds.forEach(plural => cluster.installed.add(plural));
    cluster
      .put(
        'adminnetworkpolicies',
        ofCluster('AdminNetworkPolicy', 'v1alpha1', {
          name: 'tenants',
          priority: 5,
        }),
      )
      .put(
        'baselineadminnetworkpolicies',
        ofCluster('BaselineAdminNetworkPolicy', 'v1alpha1', {}),
      )
      .put(
        'clusternetworkpolicies',
        ofCluster('ClusterNetworkPolicy', 'v1alpha2', {
          name: 'monitoring',
          tier: 'Admin',
          priority: 3,
        }),
      );

    const seen = await view(read);

    expect(
      Array.from(seen.cluster.clusterNetworkPolicies(), ({ name }) => name),
    ).toEqual(expect.arrayContaining(['tenants', 'default', 'monitoring']));
    expect(seen.omissions).toEqual([]);
  });

  it('misses nothing where it may not list what is not installed', async () => {
    const { cluster, read } = await startStates();
    forbid(cluster, ...ofClusterKinds);

    expect((await view(read)).omissions).toEqual([]);
  });

  it('names what is installed and may not be listed: it could decide about every connection', async () => {
    const { cluster, read } = await startStates();
    cluster.installed.add('clusternetworkpolicies');
    forbid(cluster, 'clusternetworkpolicies');

    expect((await view(read)).omissions).toEqual([
      {
        sentence:
          'The portal may not list clusternetworkpolicies in cluster north: no clusternetworkpolicies for you. They could decide otherwise.',
        decides: 'all',
      },
    ]);
  });

  it('names what else it may not list, which decides about no connection', async () => {
    const { cluster, read } = await startStates();
    forbid(cluster, 'services', 'endpointslices', 'nodes');

    const { omissions } = await view(read);

    expect(omissions.map(({ decides }) => decides)).toEqual([
      'none',
      'none',
      'none',
    ]);
    expect(omissions.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/list services .* containers declare\.$/),
      expect.stringMatching(/list endpointslices .* is not known\.$/),
      expect.stringMatching(/list nodes .* as if none matched\.$/),
    ]);
  });

  it('knows about which connections an object that was not understood could decide', async () => {
    const { cluster, read } = await startStates();
    cluster.installed.add('adminnetworkpolicies');
    cluster
      .put('networkpolicies', {
        ...policy('broken', 'web', { namespace: 'secondary' }),
        spec: { podSelector: 'all' as never },
      })
      .put('adminnetworkpolicies', {
        ...ofCluster('AdminNetworkPolicy', 'v1alpha1', { name: 'broken' }),
        spec: { priority: 'high' as never },
      })
      .put('services', {
        metadata: { name: 'broken', namespace: 'default' },
        spec: { ports: 'many' as never },
      });

    const { omissions } = await view(read);

    expect(omissions).toEqual(
      expect.arrayContaining([
        {
          sentence: expect.stringMatching(
            /^NetworkPolicy secondary\/broken was not understood and is left out: spec\.podSelector /,
          ),
          decides: { namespace: 'secondary' },
        },
        {
          sentence: expect.stringMatching(/^AdminNetworkPolicy broken was not/),
          decides: 'all',
        },
        {
          sentence: expect.stringMatching(/^Service default\/broken was not/),
          decides: 'none',
        },
      ]),
    );
  });

  it.each(['namespaces', 'pods', 'networkpolicies'])(
    'says nothing at all without %s',
    async plural => {
      const { cluster, read } = await startStates();
      forbid(cluster, plural);

      expect(await read()).toMatchObject({
        state: 'forbidden',
        message: expect.stringContaining(
          'the rights of docs/kubernetes/reader.yaml',
        ),
      });
    },
  );
});
