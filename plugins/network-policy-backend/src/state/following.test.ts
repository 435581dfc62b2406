import { FakeCluster } from '../__testUtils__/FakeCluster';
import { eventually } from '../__testUtils__/eventually';
import { namespace, pod } from '../__testUtils__/fixtures';
import { startStates, startWatched } from '../__testUtils__/startStates';

const podNames = (cluster: { pods(): Iterable<{ name: string }> }) =>
  Array.from(cluster.pods(), ({ name }) => name).sort();

const namesIn = (cluster: FakeCluster) =>
  cluster
    .all('pods')
    .map(({ metadata }) => metadata.name)
    .sort();

const watchesOf = ({ requests }: FakeCluster, plural: string) =>
  requests.filter(
    ({ plural: asked, query }) => asked === plural && query.watch,
  );

const listsOf = ({ requests }: FakeCluster, plural: string) =>
  requests.filter(
    ({ plural: asked, query }) => asked === plural && !query.watch,
  );

describe('following a cluster', () => {
  it('sees what comes, changes and goes', async () => {
    const { cluster, index } = await startWatched();

    cluster
      .put('pods', pod('new', 'secondary', { app: 'new' }))
      .put('pods', pod('web-1', 'default', { app: 'other' }))
      .remove('networkpolicies', 'web-deny-all', 'default');

    await eventually(async () => {
      const seen = await index();
      expect(seen.pod('secondary', 'new')?.labels).toEqual({ app: 'new' });
      expect(seen.pod('default', 'web-1')?.labels).toEqual({ app: 'other' });
      expect(seen.networkPolicy('default', 'web-deny-all')).toBeUndefined();
    });
    expect(listsOf(cluster, 'pods')).toHaveLength(1);
  });

  it('asks for bookmarks, for a bounded time, and for nothing to be compressed', async () => {
    const { cluster } = await startWatched();

    expect(watchesOf(cluster, 'pods')[0]).toMatchObject({
      query: {
        allowWatchBookmarks: 'true',
        timeoutSeconds: '265',
        resourceVersion: String(cluster.version),
      },
      headers: { 'accept-encoding': 'identity' },
    });
  });

  it('counts changes of what verdicts depend on, and no others', async () => {
    const { cluster, states, read } = await startWatched();
    const before = await read();
    const version = before.state === 'read' ? before.version : 0;
    const confirmedAt = () => states.known('north')?.asOf ?? '';
    const confirmedBefore = confirmedAt();

    cluster.put('pods', {
      ...pod('web-1', 'default', { app: 'web' }, '10.0.0.1'),
      unimportant: true,
    });
    cluster.watches.bookmark(cluster.version);
    await eventually(() => expect(confirmedAt() > confirmedBefore).toBe(true));
    const same = await read();
    cluster.put('pods', pod('another', 'default', {}));

    expect(same).toMatchObject({ version, asOf: before.asOf });
    await eventually(async () =>
      expect(await read()).toMatchObject({
        version: version + 1,
      }),
    );
  });

  it('sees the owners of a namespace and the origin of a policy, also when nothing else changes', async () => {
    const { cluster, index, read } = await startWatched();
    const before = await read();
    const owners = { 'network-policy.backstage.io/owners': 'group:default/a' };
    const { metadata, ...rest } = namespace('secondary');

    cluster.put('namespaces', {
      ...rest,
      metadata: { ...metadata, annotations: owners },
    });

    await eventually(async () => {
      const secondary = (await index())
        .namespaces()
        .find(({ name }) => name === 'secondary');
      expect(secondary).toMatchObject({ annotations: owners });
    });
    expect(
      (await index()).networkPolicy('default', 'web-deny-all'),
    ).toMatchObject({
      origin: {
        uid: expect.stringMatching('.'),
        managers: [{ name: 'kubectl-client-side-apply' }],
      },
    });
    expect(await read()).not.toMatchObject({
      version: before.state === 'read' && before.version,
    });
  });

  it('goes on from the last bookmark when a watch ends', async () => {
    const { cluster, index } = await startWatched();
    for (let times = 0; times < 20; times++) {
      cluster.put('configmaps', { metadata: { name: 'busy' } });
    }
    cluster.watches.bookmark(cluster.version);
    await eventually(() => cluster.watches.end());
    cluster.watches.forget(cluster.version - 1);

    await eventually(() =>
      expect(watchesOf(cluster, 'pods').at(-1)?.query.resourceVersion).toBe(
        String(cluster.version),
      ),
    );
    cluster.put('pods', pod('new', 'default', {}));
    await eventually(async () =>
      expect(podNames(await index())).toContain('new'),
    );
    expect(listsOf(cluster, 'pods')).toHaveLength(1);
  });

  it('lists again when the version is forgotten, and is not empty meanwhile', async () => {
    const { cluster, index, read } = await startWatched();
    let release: () => void = () => {};
    const delayed = new Promise<void>(resolve => {
      release = resolve;
    });
    cluster.delay = ({ plural, query }) =>
      plural === 'pods' && !query.watch ? delayed : undefined;

    cluster.watches.isMute = true;
    cluster
      .put('pods', pod('new', 'default', {}))
      .remove('pods', 'db-1', 'default');
    cluster.watches.isMute = false;
    cluster.expire();

    await eventually(() => expect(listsOf(cluster, 'pods')).toHaveLength(2));
    expect(podNames(await index())).toEqual(['client', 'db-1', 'web-1']);
    release();
    await eventually(async () =>
      expect(podNames(await index())).toEqual(['client', 'new', 'web-1']),
    );
    await eventually(async () =>
      expect((await read()).health).toEqual({ state: 'live' }),
    );
  });

  it('begins again with longer pages when a page has expired', async () => {
    const started = await startStates();
    const { cluster, index } = started;
    for (let number = 0; number < 1_201; number++) {
      cluster.put('pods', pod(`pod-${number}`, 'secondary', {}));
    }
    let expired = 0;
    cluster.fault = ({ plural, query }) => {
      const isExpired =
        plural === 'pods' && query.continue === '1000' && expired === 0;
      expired += isExpired ? 1 : 0;
      return isExpired
        ? { code: 410, reason: 'Expired', message: 'too old' }
        : undefined;
    };

    expect(podNames(await index())).toEqual(namesIn(cluster));
    expect(
      listsOf(cluster, 'pods').map(({ query }) => [
        query.limit,
        query.continue,
      ]),
    ).toEqual([
      ['500', undefined],
      ['500', '500'],
      ['500', '1000'],
      ['2500', undefined],
    ]);
  });

  it('is as a fresh list after a hundred cuts while objects change', async () => {
    const { cluster, index, read } = await startWatched();

    for (let times = 0; times < 100; times++) {
      cluster.put(
        'pods',
        pod(`pod-${times % 30}`, 'secondary', { times: String(times) }),
      );
      if (times % 3 === 0) {
        cluster.remove('pods', `pod-${(times * 7) % 30}`, 'secondary');
      }
      cluster.watches.cut();
      await new Promise(resolve => setTimeout(resolve, times % 5));
      cluster.put('pods', pod('last', 'default', { times: String(times) }));
    }

    await eventually(async () => {
      const seen = Array.from((await index()).pods(), ({ name, labels }) => [
        name,
        labels,
      ]);
      const there = cluster
        .all('pods')
        .map(({ metadata }) => [metadata.name, metadata.labels]);
      expect(seen.sort()).toEqual(there.sort());
      expect((await read()).health).toEqual({ state: 'live' });
    });
    expect(listsOf(cluster, 'pods').length).toBeLessThan(20);
  });

  it('takes a burst of 5,000 objects, and tells of it a few times only', async () => {
    const { cluster, index, states } = await startWatched();
    const told = jest.fn();
    states.onChange(told);

    for (let number = 0; number < 5_000; number++) {
      cluster.put(
        'pods',
        pod(`pod-${number}`, 'secondary', { number: String(number % 50) }),
      );
    }

    await eventually(async () =>
      expect([...(await index()).pods('secondary')]).toHaveLength(5_001),
    );
    await eventually(() => expect(told).toHaveBeenCalledWith('north'));
    expect(told.mock.calls.length).toBeLessThan(100);
  });

  it('reads on after a line that is nonsense', async () => {
    const { cluster, index } = await startWatched();

    cluster.watches.say('pods', '<html>Bad gateway</html>');
    cluster.put('pods', pod('new', 'default', {}));

    await eventually(async () =>
      expect(podNames(await index())).toContain('new'),
    );
  });

  it('leaves out the EndpointSlices that only repeat what selectors say', async () => {
    const { cluster, index } = await startStates();
    const slice = (name: string, labels: Record<string, string>) => ({
      metadata: { name, namespace: 'default', labels },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['192.0.2.1'] }],
    });
    const key = 'endpointslice.kubernetes.io/managed-by';
    cluster
      .put(
        'endpointslices',
        slice('own', { [key]: 'endpointslice-controller.k8s.io' }),
      )
      .put(
        'endpointslices',
        slice('mirrored', {
          [key]: 'endpointslicemirroring-controller.k8s.io',
        }),
      )
      .put('endpointslices', slice('by-hand', {}));

    const seen = await index();

    expect(
      seen
        .endpointSlices()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['by-hand', 'mirrored']);
  });
});
