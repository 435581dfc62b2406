import { eventually } from '../__testUtils__/eventually';
import { FakeKubernetes } from '../__testUtils__/FakeKubernetes';
import { fillCluster, pod } from '../__testUtils__/fixtures';
import { startStates, startWatched } from '../__testUtils__/startStates';

const lists = (
  { requests }: { requests: { plural: string; query: object }[] },
  plural: string,
) =>
  requests.filter(
    request => request.plural === plural && !('watch' in request.query),
  );

describe('ClusterStates', () => {
  it('reads a cluster once, however many ask', async () => {
    const { cluster, read } = await startStates();

    const readings = await Promise.all([read(), read(), read()]);
    await read();

    expect(readings.map(({ state }) => state)).toEqual([
      'read',
      'read',
      'read',
    ]);
    expect(lists(cluster, 'pods')).toHaveLength(1);
  });

  it('starts nothing by telling what it knows', async () => {
    const { cluster, states, read } = await startStates();

    expect(states.known('north')).toBeUndefined();
    expect(cluster.requests).toEqual([]);
    await read();

    expect(states.known('north')).toEqual({
      health: { state: 'live' },
      asOf: expect.stringMatching(/^\d{4}-/),
    });
  });

  it('makes no one wait for a cluster that does not answer', async () => {
    const kubernetes = new FakeKubernetes();
    kubernetes.add('asleep').fault = () => 'hang';
    const { read } = await startStates({ kubernetes, timeoutMs: 2_000 });

    const begun = Date.now();
    const asleep = read('asleep');
    const good = await read();
    const goodAfter = Date.now() - begun;

    expect(good.state).toBe('read');
    expect(goodAfter).toBeLessThan(1_500);
    expect(await asleep).toMatchObject({
      state: 'unreachable',
      message:
        'Cluster asleep did not answer when asked to list namespaces: no answer within 2 s',
    });
    const again = Date.now();
    await read('asleep');
    expect(Date.now() - again).toBeLessThan(1_000);
  });

  it('says of a list that takes long that it is being read', async () => {
    const { cluster, read } = await startStates({ timeoutMs: 500 });
    for (let number = 0; number < 501; number++) {
      cluster.put('pods', pod(`pod-${number}`, 'secondary', {}));
    }
    let release: () => void = () => {};
    const delayed = new Promise<void>(resolve => {
      release = resolve;
    });
    cluster.delay = ({ query }) =>
      query.continue
        ? Promise.race([
            delayed,
            new Promise<void>(resolve => setTimeout(resolve, 450)),
          ])
        : new Promise<void>(resolve => setTimeout(resolve, 200));

    const reading = await read();
    release();

    expect(reading).toMatchObject({
      state: 'unreachable',
      message:
        'The pods of cluster north are being read for the first time and are not complete yet',
    });
    await eventually(async () => expect((await read()).state).toBe('read'));
  });

  it('asks for at most four things at once', async () => {
    const { cluster, read } = await startStates();
    let open = 0;
    let most = 0;
    cluster.delay = async ({ query }) => {
      if (!query.watch) {
        open += 1;
        most = Math.max(most, open);
        await new Promise(resolve => setTimeout(resolve, 200));
        open -= 1;
      }
    };

    await read();

    expect(most).toBe(4);
  });

  it('stops what nobody asks for any more, and starts it again', async () => {
    const { cluster, states, read } = await startStates({ idleMinutes: 0.03 });
    const first = await read();
    await eventually(() => expect(cluster.watches.count).toBe(6));

    await read();
    await states.sweep();
    expect(states.known('north')).toBeDefined();
    await new Promise(resolve => setTimeout(resolve, 1_900));
    await states.sweep();

    expect(states.known('north')).toBeUndefined();
    await eventually(() => expect(cluster.watches.count).toBe(0));
    const second = await read();
    expect(
      first.state === 'read' &&
        second.state === 'read' &&
        second.version > first.version,
    ).toBe(true);
  });

  it('keeps from the start what is always on', async () => {
    const kubernetes = new FakeKubernetes();
    const south = fillCluster(kubernetes.add('south'));
    const { cluster, states } = await startStates({
      kubernetes,
      idleMinutes: 0,
      config: { clusters: [{ name: 'north', alwaysOn: true }] },
    });

    await states.sweep();

    await eventually(() =>
      expect(states.known('north')).toMatchObject({
        health: { state: 'live' },
      }),
    );
    await states.sweep();
    expect(states.known('north')).toBeDefined();
    expect(cluster.requests.length).toBeGreaterThan(0);
    expect(south.requests).toEqual([]);
  });

  it('stops what the kubernetes plugin does not have any more', async () => {
    const { kubernetes, cluster, states } = await startWatched();

    kubernetes.remove('north');
    await states.sweep();

    expect(states.known('north')).toBeUndefined();
    await eventually(() => expect(cluster.watches.count).toBe(0));
  });

  it('tells of changes until it is asked not to', async () => {
    const { kubernetes, cluster, states } = await startWatched();
    const told = jest.fn();
    const end = states.onChange(told);

    cluster.put('pods', pod('new', 'default', {}));
    await eventually(() => expect(told).toHaveBeenCalledTimes(1));
    kubernetes.setDown('north', true);
    await eventually(() => expect(told).toHaveBeenCalledTimes(2));
    kubernetes.setDown('north', false);
    await eventually(() => expect(told).toHaveBeenCalledTimes(3));
    await eventually(() => expect(cluster.watches.count).toBe(6));
    end();
    cluster.put('pods', pod('newer', 'default', {}));
    await new Promise(resolve => setTimeout(resolve, 60));

    expect(told.mock.calls.flat()).toEqual(['north', 'north', 'north']);
  });

  it('ends all requests when it is stopped, and begins none', async () => {
    const { cluster, states, read } = await startStates();
    await read();

    await states.stop();

    await eventually(() => expect(cluster.watches.count).toBe(0));
    // What was on its way when it was stopped still arrives.
    await new Promise(resolve => setTimeout(resolve, 250));
    const asked = cluster.requests.length;
    expect(await read()).toMatchObject({ state: 'unreachable' });
    await new Promise(resolve => setTimeout(resolve, 250));
    expect(cluster.requests).toHaveLength(asked);
  });
});
