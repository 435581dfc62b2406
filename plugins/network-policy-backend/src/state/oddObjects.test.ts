import { eventually } from '../__testUtils__/eventually';
import { policy } from '../__testUtils__/fixtures';
import { startStates, startWatched } from '../__testUtils__/startStates';

describe('objects that are not understood', () => {
  it('are left out until they are mended or gone', async () => {
    const { cluster, read } = await startWatched();
    const omissions = async () => {
      const reading = await read();
      return reading.state === 'read'
        ? reading.view.omissions.map(({ sentence }) => sentence)
        : [];
    };
    const broken = {
      ...policy('web-deny-all', 'web'),
      spec: { podSelector: 'all' as never },
    };

    cluster.put('networkpolicies', broken).put('services', {
      metadata: { name: 'odd', namespace: 'default' },
      spec: { ports: 'many' as never },
    });

    await eventually(async () =>
      expect(await omissions()).toEqual([
        expect.stringMatching(
          /^NetworkPolicy default\/web-deny-all was not understood/,
        ),
        expect.stringMatching(/^Service default\/odd was not understood/),
      ]),
    );
    const reading = await read();
    expect(reading).toMatchObject({
      view: { cluster: { notEvaluated: await omissions() } },
    });
    expect(
      reading.state === 'read' &&
        reading.view.cluster.networkPolicy('default', 'web-deny-all'),
    ).toBeUndefined();

    cluster
      .put('networkpolicies', policy('web-deny-all', 'web'))
      .remove('services', 'odd', 'default');

    await eventually(async () => expect(await omissions()).toEqual([]));
  });
});

describe('kinds that a cluster need not have', () => {
  const tenants = {
    metadata: { name: 'tenants' },
    spec: { subject: { namespaces: {} }, priority: 5 },
  };

  it('are noticed when they are installed later, and when they are removed', async () => {
    const { cluster, index, read } = await startWatched();
    const names = async () =>
      (await index()).clusterNetworkPolicies().map(({ name }) => name);
    expect(await names()).toEqual([]);

    cluster.put('adminnetworkpolicies', tenants);
    cluster.installed.add('adminnetworkpolicies');

    await eventually(async () => expect(await names()).toEqual(['tenants']));

    cluster.installed.delete('adminnetworkpolicies');
    cluster.watches.end();

    await eventually(async () => expect(await names()).toEqual([]));
    expect(await read()).toMatchObject({
      health: { state: 'live' },
      view: { omissions: [] },
    });
  });

  it('may hold nonsense', async () => {
    const { cluster, read } = await startStates();
    cluster.installed.add('adminnetworkpolicies');
    cluster.put('adminnetworkpolicies', {
      metadata: { name: 'odd' },
      spec: [null, { deep: 'nonsense' }] as never,
      status: 7 as never,
    });

    expect(await read()).toMatchObject({
      state: 'read',
      view: {
        omissions: [
          {
            sentence: expect.stringContaining('AdminNetworkPolicy odd'),
            decides: 'all',
          },
        ],
      },
    });
  });
});
