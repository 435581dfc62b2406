import { eventually } from '../__testUtils__/eventually';
import { pod } from '../__testUtils__/fixtures';
import { startWatched } from '../__testUtils__/startStates';

const pause = (milliseconds: number) =>
  new Promise(resolve => setTimeout(resolve, milliseconds));

describe('a cluster in which nothing happens', () => {
  it('stays live, though the kubernetes plugin passes on the head of a watch only with its first line', async () => {
    const { cluster, index, health, log } = await startWatched({
      timeoutMs: 400,
    });

    await pause(1_000);

    await expect(health()).resolves.toEqual({ state: 'live' });
    expect(log).toEqual(['info Cluster north is live']);
    expect(
      cluster.requests.filter(({ query }) => query.watch === 'true'),
    ).toHaveLength(6);
    cluster.put('pods', pod('first', 'default', {}));
    await eventually(async () =>
      expect((await index()).pod('default', 'first')).toBeDefined(),
    );
  });

  it('is live again soon after its watches have failed, though they say nothing', async () => {
    const { cluster, health } = await startWatched();
    cluster.fault = () => ({ code: 500, reason: 'x', message: 'y' });
    cluster.watches.cut();
    await eventually(async () => expect((await health()).state).toBe('stale'));

    cluster.fault = () => undefined;

    await eventually(async () => expect((await health()).state).toBe('live'));
  });

  it('is stale soon when a watch does not begin and the cluster answers nothing else either', async () => {
    const { cluster, health } = await startWatched({ timeoutMs: 500 });
    cluster.fault = () => 'hang';

    cluster.watches.end();

    await eventually(async () =>
      expect(await health()).toMatchObject({
        state: 'stale',
        because: expect.stringContaining('no answer within 0.5 s'),
      }),
    );
  });
});
