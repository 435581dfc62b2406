import { eventually } from '../__testUtils__/eventually';
import { pod } from '../__testUtils__/fixtures';
import { startWatched } from '../__testUtils__/startStates';

const pause = (milliseconds: number) =>
  new Promise<void>(resolve => setTimeout(resolve, milliseconds));

/** A cluster that is asked soon when nothing is heard of it, and what it was asked for. */
const startQuiet = async (timeoutMs = 2_000) => {
  const started = await startWatched({
    timeoutMs,
    timing: { quietMs: 50, lookAgainMs: 60_000 },
  });
  const { cluster, kubernetes } = started;
  // Nobody waits for a watch to begin any more.
  cluster.watches.bookmark(cluster.version);
  await pause(30);
  const count = (isSuch: (request: (typeof cluster.requests)[0]) => boolean) =>
    cluster.requests.filter(isSuch).length;
  return {
    ...started,
    asked: () => ({
      watches: count(({ query }) => query.watch === 'true'),
      lists: count(({ plural, query }) => Boolean(plural && !query.watch)),
    }),
    checks: () =>
      kubernetes.proxied.filter(({ path }) => path === '/version').length,
  };
};

describe('a cluster whose watches stay open though its API server is gone', () => {
  it('is stale soon, and goes on from where it was as soon as it answers', async () => {
    const { kubernetes, cluster, health, index, asked, log } =
      await startQuiet();
    const before = asked();

    kubernetes.setDown('north', true, { cut: false });
    await eventually(async () =>
      expect(await health()).toMatchObject({
        state: 'stale',
        since: expect.any(String),
        because: expect.stringContaining('ECONNREFUSED'),
      }),
    );
    await pause(300);
    // What is open stays open, and nothing is listed.
    expect(cluster.watches.count).toBe(6);
    expect(asked()).toEqual(before);

    // The old watches are dead: they do not tell.
    cluster.watches.isMute = true;
    cluster.put('pods', pod('meanwhile', 'default', {}));
    cluster.watches.isMute = false;
    kubernetes.setDown('north', false, { cut: false });

    await eventually(async () =>
      expect((await index()).pod('default', 'meanwhile')).toBeDefined(),
    );
    expect(await health()).toEqual({ state: 'live' });
    expect(asked()).toEqual({ ...before, watches: before.watches + 6 });
    expect(log).toEqual([
      'info Cluster north is live',
      expect.stringMatching(/^warn Cluster north is stale: .*tell its version/),
      'info Cluster north is live',
    ]);
  });

  it('is stale when it takes connections and says nothing', async () => {
    const { cluster, health } = await startQuiet(100);
    cluster.fault = () => 'hang';

    await eventually(async () =>
      expect(await health()).toMatchObject({
        state: 'stale',
        because: expect.stringContaining('no answer within 0.1 s'),
      }),
    );
    cluster.fault = () => undefined;
    await eventually(async () =>
      expect(await health()).toEqual({ state: 'live' }),
    );
  });

  it('is not asked while it tells what happens', async () => {
    const { cluster, checks } = await startQuiet();
    const tell = setInterval(
      () => cluster.watches.bookmark(cluster.version),
      5,
    );
    await pause(20);
    const before = checks();

    await pause(400);

    clearInterval(tell);
    expect(checks()).toBe(before);
    await eventually(() => expect(checks()).toBeGreaterThan(before));
  });

  it('stays live while it is slow to answer but tells what happens, and is listed no more than before', async () => {
    const { cluster, health, asked, checks } = await startQuiet(100);
    const before = asked();
    const checked = checks();
    cluster.delay = ({ plural }) => (plural ? undefined : pause(300));
    await eventually(() => expect(checks()).toBeGreaterThan(checked));
    const tell = setInterval(
      () => cluster.watches.bookmark(cluster.version),
      5,
    );

    for (let look = 0; look < 20; look++) {
      await pause(20);
      expect(await health()).toEqual({ state: 'live' });
    }

    clearInterval(tell);
    expect(asked()).toEqual(before);
    // Now it is only slow.
    await eventually(async () => expect((await health()).state).toBe('stale'));
    await pause(300);
    expect(asked()).toEqual(before);
  });
});
