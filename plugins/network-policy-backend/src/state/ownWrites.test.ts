import { eventually } from '../__testUtils__/eventually';
import { FakeCluster } from '../__testUtils__/FakeCluster';
import { policy } from '../__testUtils__/fixtures';
import { startWatched } from '../__testUtils__/startStates';
import { StateTiming } from './timing';
import { resources } from '../clusters/resources';

const type = resources.networkPolicies;
const location = { namespace: 'default', name: 'own' };
const own = (app: string) => policy('own', app);

/** A cluster that is watched, and what it knows of the policy that this portal writes. */
const setUp = async (timing: Partial<StateTiming> = {}) => {
  const { cluster, states, index } = await startWatched({ timing });
  return {
    cluster,
    note: (change: { object: unknown } | { deleted: typeof location }) =>
      states.note('north', { type, ...change }),
    selects: async () =>
      (await index()).networkPolicy('default', 'own')?.podSelector.matchLabels
        .app,
  };
};

/** What the API server returned, while the watches do not tell of it yet. */
const written = (cluster: FakeCluster, app: string) => {
  cluster.watches.isMute = true;
  cluster.put('networkpolicies', own(app));
  cluster.watches.isMute = false;
  return { object: cluster.find('networkpolicies', 'own', 'default') };
};

describe('what this portal writes', () => {
  it('is there at once', async () => {
    const { cluster, note, selects } = await setUp();

    note(written(cluster, 'web'));

    expect(await selects()).toBe('web');
  });

  it('is gone at once', async () => {
    const { cluster, note, selects } = await setUp();
    cluster.put('networkpolicies', own('web'));
    await eventually(async () => expect(await selects()).toBe('web'));

    note({ deleted: location });

    expect(await selects()).toBeUndefined();
  });

  it('is not taken back by events from before', async () => {
    const { cluster, note, selects } = await setUp();
    const older = written(cluster, 'older');
    note(written(cluster, 'web'));

    cluster.watches.say(
      'networkpolicies',
      JSON.stringify({ type: 'MODIFIED', ...older }),
    );
    cluster.put('networkpolicies', policy('marker', 'any'));
    cluster.watches.bookmark(cluster.version);
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(await selects()).toBe('web');

    cluster.put('networkpolicies', own('newer'));
    await eventually(async () => expect(await selects()).toBe('newer'));
  });

  it('does not come back by events from before it was removed, and does by those after', async () => {
    const { cluster, note, selects } = await setUp();
    cluster.put('networkpolicies', own('web'));
    await eventually(async () => expect(await selects()).toBe('web'));
    const older = written(cluster, 'older');
    note({ deleted: location });

    cluster.watches.say(
      'networkpolicies',
      JSON.stringify({ type: 'MODIFIED', ...older }),
    );
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(await selects()).toBeUndefined();

    cluster.remove('networkpolicies', 'own', 'default');
    cluster.put('networkpolicies', own('again'));
    await eventually(async () => expect(await selects()).toBe('again'));
  });

  it('comes back when the cluster does not tell that it is gone', async () => {
    const { cluster, note, selects } = await setUp({ confirmWithinMs: 100 });
    cluster.put('networkpolicies', own('web'));
    await eventually(async () => expect(await selects()).toBe('web'));

    // Somebody makes it anew at the same moment, and the watch tells of it first.
    note({ deleted: location });

    expect(await selects()).toBeUndefined();
    await eventually(async () => expect(await selects()).toBe('web'));
    cluster.put('networkpolicies', own('newer'));
    await eventually(async () => expect(await selects()).toBe('newer'));
  });

  it('may be told of by the watch before', async () => {
    const { cluster, note, selects } = await setUp();
    cluster.put('networkpolicies', own('web'));
    const first = { object: cluster.find('networkpolicies', 'own', 'default') };
    cluster.put('networkpolicies', own('changed'));
    await eventually(async () => expect(await selects()).toBe('changed'));

    note(first);
    expect(await selects()).toBe('changed');

    cluster.remove('networkpolicies', 'own', 'default');
    await eventually(async () => expect(await selects()).toBeUndefined());
    note({ deleted: location });
    cluster.put('networkpolicies', own('again'));
    await eventually(async () => expect(await selects()).toBe('again'));
  });

  it('is still shown when it was removed and something holds it back', async () => {
    const { cluster, note, selects } = await setUp();
    cluster.put('networkpolicies', own('web'));
    await eventually(async () => expect(await selects()).toBe('web'));
    note({ deleted: location });

    cluster.put('networkpolicies', {
      ...own('web'),
      metadata: {
        ...own('web').metadata,
        deletionTimestamp: '2026-11-22T10:00:00Z',
      },
    });

    await eventually(async () => expect(await selects()).toBe('web'));
  });

  it('outlives a list that began before it, and not one that began after', async () => {
    const { cluster, note, selects } = await setUp();
    let release: () => void = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    // The list is as it was when it was asked for; its answer comes later.
    cluster.holdAnswer = ({ plural, query }) =>
      plural === 'networkpolicies' && !query.watch ? held : undefined;
    const before = cluster.requests.length;
    cluster.expire();
    await eventually(() =>
      expect(
        cluster.requests
          .slice(before)
          .some(
            ({ plural, query }) => plural === 'networkpolicies' && !query.watch,
          ),
      ).toBe(true),
    );
    cluster.holdAnswer = () => undefined;

    note(written(cluster, 'web'));
    release();
    await eventually(() => expect(cluster.watches.count).toBe(6));
    expect(await selects()).toBe('web');

    cluster.watches.isMute = true;
    cluster.remove('networkpolicies', 'own', 'default');
    cluster.watches.isMute = false;
    cluster.expire();
    await eventually(async () => expect(await selects()).toBeUndefined());
  });
});
