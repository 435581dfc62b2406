import { eventually } from '../__testUtils__/eventually';
import { pod } from '../__testUtils__/fixtures';
import { startStates } from '../__testUtils__/startStates';

describe('a cluster that cannot be watched', () => {
  it.each([
    [
      'is refused',
      { code: 403, reason: 'Forbidden', message: 'cannot watch pods' },
      'cannot watch pods',
    ],
    [
      'is not possible',
      { code: 405, reason: 'MethodNotAllowed', message: 'no watch here' },
      'no watch here',
    ],
  ])(
    'is polled where watching %s, and watched when it works',
    async (_, fault, words) => {
      const { cluster, read, index } = await startStates({
        timing: { lookAgainMs: 300 },
      });
      cluster.fault = ({ plural, query }) =>
        plural === 'pods' && query.watch ? fault : undefined;

      await eventually(async () =>
        expect((await read()).health).toEqual({
          state: 'polling',
          everySeconds: 0.05,
          because: expect.stringContaining(words),
        }),
      );
      cluster
        .put('pods', pod('new', 'default', {}))
        .remove('pods', 'db-1', 'default');
      await eventually(async () => {
        expect((await index()).pod('default', 'new')).toBeDefined();
        expect((await index()).pod('default', 'db-1')).toBeUndefined();
      });

      cluster.fault = () => undefined;
      await eventually(async () =>
        expect((await read()).health).toEqual({ state: 'live' }),
      );
    },
  );

  it('is polled where something holds back what watches say', async () => {
    const { cluster, read, index } = await startStates({
      timing: { silenceMs: 40, lookAgainMs: 5_000 },
    });
    cluster.watches.isMute = true;

    await eventually(async () =>
      expect((await read()).health).toMatchObject({
        state: 'polling',
        because: expect.stringContaining('hold back answers'),
      }),
    );
    cluster.put('pods', pod('new', 'default', {}));
    await eventually(async () =>
      expect((await index()).pod('default', 'new')).toBeDefined(),
    );
  });

  it('is polled where a watch is never answered', async () => {
    const { cluster, read } = await startStates({
      timing: { silenceMs: 40, lookAgainMs: 5_000 },
    });
    cluster.fault = ({ query }) => (query.watch ? 'hang' : undefined);

    await eventually(async () =>
      expect((await read()).health).toMatchObject({
        state: 'polling',
        because: expect.stringContaining('not even a bookmark'),
      }),
    );
  });
});
