import { eventually } from '../__testUtils__/eventually';
import { Refusal } from '../__testUtils__/fakeObjects';
import { pod } from '../__testUtils__/fixtures';
import { startStates, startWatched } from '../__testUtils__/startStates';

const broken: Refusal = {
  code: 500,
  reason: 'InternalError',
  message: 'etcd is gone',
};

const refused = (plural: string, verb: string): Refusal => ({
  code: 403,
  reason: 'Forbidden',
  message: `cannot ${verb} ${plural}`,
});

const bookmarkOf = (kind: string, version: number) =>
  JSON.stringify({
    type: 'BOOKMARK',
    object: { kind, metadata: { resourceVersion: `${version}` } },
  });

describe('a cluster that fails', () => {
  it('is shown as it was while its API server is down, and as it is again afterwards', async () => {
    const { kubernetes, cluster, index, read, health, log } =
      await startWatched();
    const before = await read();

    kubernetes.setDown('north', true);
    cluster.put('pods', pod('meanwhile', 'default', {}));

    await eventually(async () =>
      expect(await health()).toMatchObject({
        state: 'stale',
        because: expect.stringContaining('ECONNREFUSED'),
      }),
    );
    const stale = await read();
    expect(stale.health).toMatchObject({ since: stale.asOf });
    expect(stale.asOf >= before.asOf).toBe(true);
    expect((await index()).pod('default', 'web-1')).toBeDefined();

    kubernetes.setDown('north', false);

    await eventually(async () =>
      expect(await health()).toEqual({ state: 'live' }),
    );
    await eventually(async () =>
      expect((await index()).pod('default', 'meanwhile')).toBeDefined(),
    );
    expect(log).toEqual([
      'info Cluster north is live',
      expect.stringMatching(/^warn Cluster north is stale: .*ECONNREFUSED/),
      'info Cluster north is live',
    ]);
  });

  it('is not hammered while it is down', async () => {
    const { kubernetes, health } = await startWatched({
      timing: {
        firstRetryMs: 100,
        lastRetryMs: 10_000,
        lookAgainMs: 10_000,
      },
    });
    await eventually(async () => expect((await health()).state).toBe('live'));
    kubernetes.setDown('north', true);
    await eventually(async () => expect((await health()).state).toBe('stale'));

    await new Promise(resolve => setTimeout(resolve, 500));

    // All six may have failed once, and two may have asked for the version; then one at a time, after 50, 100, 200 … ms.
    expect(kubernetes.refusals).toBeLessThanOrEqual(6 + 2 + 4);
  });

  it('notices a connection that is only half there, and replaces it', async () => {
    const { cluster, index, health } = await startWatched({
      timing: { silenceMs: 100 },
    });
    cluster.watches.isMute = true;
    cluster.put('pods', pod('unheard', 'default', {}));
    await new Promise(resolve => setTimeout(resolve, 30));
    cluster.watches.isMute = false;

    await eventually(async () =>
      expect((await index()).pod('default', 'unheard')).toBeDefined(),
    );
    expect((await health()).state).not.toBe('stale');
  });

  it('replaces all watches when one of them is found to be dead', async () => {
    const { kubernetes, cluster, health } = await startWatched({
      timing: { silenceMs: 300 },
    });
    // As the proxy of the kubernetes plugin does when an API server dies: the watches stay, and most say nothing more.
    kubernetes.setDown('north', true, { cut: false });
    cluster.watches.isMute = true;
    const talking = setInterval(() => {
      for (const plural of ['pods', 'nodes', 'services']) {
        cluster.watches.say(plural, bookmarkOf(plural, cluster.version));
      }
    }, 20);

    await eventually(async () => expect((await health()).state).toBe('stale'));
    // Three would never be found out: they have spoken just now.
    await eventually(() => expect(cluster.watches.count).toBe(0));

    clearInterval(talking);
    cluster.watches.isMute = false;
    kubernetes.setDown('north', false);
    await eventually(() => expect(cluster.watches.count).toBe(6));
  });

  it('is unreachable at first when it answers with nonsense, and live when it has found itself', async () => {
    const { cluster, read } = await startStates();
    cluster.fault = () => broken;

    await expect(read()).resolves.toMatchObject({
      state: 'unreachable',
      health: { state: 'unreachable' },
      message:
        'Cluster north did not answer when asked to list namespaces: etcd is gone',
    });
    const asked = Date.now();
    await read();
    expect(Date.now() - asked).toBeLessThan(1_000);

    cluster.fault = () => undefined;

    await eventually(async () =>
      expect((await read()).health).toEqual({ state: 'live' }),
    );
  });

  it('recovers when a token is good again', async () => {
    const { cluster, read } = await startStates();
    const health = async () => (await read()).health;
    const unauthorized = {
      code: 401,
      reason: 'Unauthorized',
      message: 'Unauthorized',
    };
    cluster.fault = () => unauthorized;
    expect(await read()).toMatchObject({
      state: 'forbidden',
      message: expect.stringContaining(
        "does not accept the portal's credentials",
      ),
    });
    cluster.fault = () => undefined;
    await eventually(async () => expect((await health()).state).toBe('live'));

    cluster.fault = () => unauthorized;
    cluster.watches.cut();
    await eventually(async () => expect((await health()).state).toBe('stale'));
    cluster.fault = () => undefined;
    await eventually(async () => expect((await health()).state).toBe('live'));
  });

  it.each(['pods', 'namespaces', 'networkpolicies'])(
    'shows what it knew when %s may not be read any more, and says so',
    async plural => {
      const { cluster, health } = await startWatched();

      cluster.fault = request =>
        request.plural === plural ? refused(plural, 'list') : undefined;
      cluster.expire();

      await eventually(async () =>
        expect(await health()).toMatchObject({
          state: 'stale',
          because: `The portal may not list ${plural} in cluster north: cannot list ${plural}`,
        }),
      );
    },
  );

  it('says at once what may not be read any more, and watches as soon as it may be', async () => {
    const { cluster, health } = await startWatched({
      pollSeconds: 60,
      timing: { lookAgainMs: 60_000 },
    });

    // As when a role is taken away: watches that run go on to their end.
    cluster.fault = ({ plural, query }) =>
      plural === 'pods'
        ? refused('pods', query.watch ? 'watch' : 'list')
        : undefined;
    cluster.watches.end();

    await eventually(async () =>
      expect(await health()).toMatchObject({
        state: 'stale',
        because: expect.stringContaining('may not list pods'),
      }),
    );

    cluster.fault = () => undefined;

    await eventually(async () =>
      expect(await health()).toEqual({ state: 'live' }),
    );
    await eventually(() => expect(cluster.watches.count).toBe(6));
  });

  it('leaves out what may not be read any more and is not needed', async () => {
    const { cluster, read } = await startWatched();

    cluster.fault = ({ plural }) =>
      plural === 'services' ? refused('services', 'list') : undefined;
    cluster.expire();

    await eventually(async () =>
      expect(await read()).toMatchObject({
        state: 'read',
        health: { state: 'live' },
        view: {
          omissions: [
            { sentence: expect.stringContaining('may not list services') },
          ],
        },
      }),
    );
    const reading = await read();
    expect(
      reading.state === 'read' && [...reading.view.cluster.services()],
    ).toEqual([]);

    cluster.fault = () => undefined;

    await eventually(async () =>
      expect(await read()).toMatchObject({ view: { omissions: [] } }),
    );
  });

  it('does not let one kind that fails hold up the others', async () => {
    const { cluster, index } = await startWatched({
      timing: { firstRetryMs: 2_000, lastRetryMs: 60_000 },
    });
    cluster.fault = ({ plural }) =>
      plural === 'services' ? broken : undefined;
    cluster.watches.cut();

    cluster.put('pods', pod('new', 'default', {}));

    const asked = Date.now();
    await eventually(async () =>
      expect((await index()).pod('default', 'new')).toBeDefined(),
    );
    expect(Date.now() - asked).toBeLessThan(900);
  });
});

describe('secrets', () => {
  it('are in no log and no answer, even if something in between repeats them', async () => {
    const { cluster, read, log } = await startStates();
    cluster.fault = ({ headers }) => ({
      code: 401,
      reason: 'Unauthorized',
      message: `bad header ${headers.authorization}`,
    });

    const reading = JSON.stringify(await read());

    expect(cluster.requests[0].headers.authorization).toMatch(/^Bearer mock-/);
    expect(log.join()).toContain('bad header Bearer [left out]');
    expect(log.join() + reading).not.toMatch(/mock-/);
  });
});
