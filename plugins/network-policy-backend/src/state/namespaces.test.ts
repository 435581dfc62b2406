import { FakeCluster } from '../__testUtils__/FakeCluster';
import { eventually } from '../__testUtils__/eventually';
import { pod, policy } from '../__testUtils__/fixtures';
import { startStates } from '../__testUtils__/startStates';
import { resources } from '../clusters/resources';
import { isDecided } from './omission';

const config = {
  clusters: [{ name: 'north', namespaces: ['default', 'secondary'] }],
};

/** The rights of the portal are those of a Role in each of two namespaces. */
const confine = (cluster: FakeCluster, { mayGetNamespaces = false } = {}) => {
  cluster.fault = ({ plural, namespace, name }) => {
    const isAllowed =
      plural === 'namespaces'
        ? mayGetNamespaces && name !== undefined
        : namespace !== undefined && namespace !== 'kube-system';
    return isAllowed
      ? undefined
      : { code: 403, reason: 'Forbidden', message: `no ${plural} for you` };
  };
};

describe('a portal that may read some namespaces only', () => {
  it('sees what is in them, says so, and decides nothing about others', async () => {
    const { cluster, read } = await startStates({ config });
    confine(cluster, { mayGetNamespaces: true });
    cluster.put('pods', pod('hidden', 'kube-system', {}));

    const reading = await read();

    if (reading.state !== 'read') {
      throw new Error(reading.message);
    }
    const { cluster: seen, omissions } = reading.view;
    expect(Array.from(seen.pods(), ({ name }) => name).sort()).toEqual([
      'client',
      'db-1',
      'web-1',
    ]);
    expect(seen.namespaces().map(({ name }) => name)).toEqual([
      'default',
      'secondary',
    ]);
    expect(seen.networkPolicy('default', 'web-deny-all')).toBeDefined();
    expect(seen.service('default', 'web')).toBeDefined();
    expect(omissions).toContainEqual({
      sentence:
        'The portal may not list pods in cluster north: no pods for you. Only the namespaces default, secondary are read; what is in others is not known and could decide otherwise.',
      decides: { outsideOf: ['default', 'secondary'] },
    });
    expect(seen.notEvaluated).toEqual(
      omissions.map(({ sentence }) => sentence),
    );
    expect(isDecided(omissions, ['default', 'secondary'])).toBe(true);
    expect(isDecided(omissions, ['default', 'kube-system'])).toBe(false);
  });

  it('follows them', async () => {
    const { cluster, index } = await startStates({ config });
    confine(cluster, { mayGetNamespaces: true });
    await index();

    cluster
      .put('pods', pod('new', 'secondary', {}))
      .put('networkpolicies', policy('more', 'db'))
      .put('namespaces', {
        metadata: { name: 'default', labels: { tier: 'gold' } },
      });

    await eventually(async () => {
      const seen = await index();
      expect(seen.pod('secondary', 'new')).toBeDefined();
      expect(seen.networkPolicy('default', 'more')).toBeDefined();
      expect(seen.namespaces()[0].labels).toMatchObject({ tier: 'gold' });
    });
  });

  it('knows only the names of namespaces that it may not get', async () => {
    const { cluster, read } = await startStates({ config });
    confine(cluster);

    const reading = await read();

    expect(reading).toMatchObject({
      state: 'read',
      view: {
        omissions: expect.arrayContaining([
          {
            sentence: expect.stringContaining(
              'The labels of namespace default may not be read',
            ),
            decides: { namespace: 'default' },
          },
        ]),
      },
    });
    expect(
      reading.state === 'read' && reading.view.cluster.namespaces(),
    ).toEqual([
      { name: 'default', labels: { 'kubernetes.io/metadata.name': 'default' } },
      {
        name: 'secondary',
        labels: { 'kubernetes.io/metadata.name': 'secondary' },
      },
    ]);
  });

  it('reads all where it may, whatever is configured', async () => {
    const { cluster, read } = await startStates({ config });
    cluster.put('pods', pod('seen', 'kube-system', {}));

    expect(await read()).toMatchObject({
      health: { state: 'live' },
      view: { omissions: [] },
    });
  });

  it('says nothing where one of them may not be read', async () => {
    const { cluster, read } = await startStates({
      config: { cluster: { namespaces: ['default', 'kube-system'] } },
    });
    confine(cluster, { mayGetNamespaces: true });

    expect(await read()).toMatchObject({
      state: 'forbidden',
      message: expect.stringContaining('list pods in namespace kube-system'),
    });
  });

  it('sees the whole cluster as soon as it may', async () => {
    const { cluster, read, states } = await startStates({ config });
    confine(cluster);
    cluster.put('pods', pod('hidden', 'kube-system', {}));
    expect(await read()).toMatchObject({ state: 'read' });

    cluster.fault = () => undefined;

    await eventually(async () => {
      const reading = await read();
      expect(reading).toMatchObject({
        health: { state: 'live' },
        view: { omissions: [] },
      });
      expect(
        reading.state === 'read' &&
          reading.view.cluster.pod('kube-system', 'hidden'),
      ).toBeTruthy();
    });
    // What is watched now is one collection for each kind.
    cluster.put('pods', pod('later', 'kube-system', {}));
    await eventually(async () => {
      const reading = await read();
      expect(
        reading.state === 'read' &&
          reading.view.cluster.pod('kube-system', 'later'),
      ).toBeTruthy();
      expect(cluster.watches.count).toBe(6);
    });
    await states.stop();
  });

  it('keeps what it reads in some namespaces while it tries the whole cluster', async () => {
    const { cluster, index } = await startStates({
      config,
      timing: { lookAgainMs: 20 },
    });
    confine(cluster, { mayGetNamespaces: true });
    await index();
    const tries = () =>
      cluster.requests.filter(
        ({ plural, namespace }) =>
          plural === 'services' && namespace === undefined,
      ).length;
    const before = tries();

    await eventually(() => expect(tries()).toBeGreaterThan(before + 3));

    expect((await index()).service('default', 'web')).toBeDefined();
  });

  it('takes no own write elsewhere, which nothing would keep up to date', async () => {
    const { cluster, states, index } = await startStates({ config });
    confine(cluster, { mayGetNamespaces: true });
    await index();

    states.note('north', {
      type: resources.networkPolicies,
      object: policy('own', 'web', { namespace: 'kube-system' }),
    });

    expect((await index()).networkPolicy('kube-system', 'own')).toBeUndefined();
  });
});
