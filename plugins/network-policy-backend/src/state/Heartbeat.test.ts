import { eventually } from '../__testUtils__/eventually';
import { ClusterAnswer, unreachable } from '../clusters/clusterFailure';
import { Heartbeat } from './Heartbeat';

const stopping = new AbortController();
afterAll(() => stopping.abort());

/** A heartbeat of a cluster that is there as long as the test says so. */
const start = () => {
  const world = { isThere: true, isNeeded: true, lastResponseAt: 0 };
  const checkVersion = jest.fn(
    async (): Promise<ClusterAnswer<unknown>> =>
      world.isThere
        ? { ok: true, value: {} }
        : { ok: false, failure: unreachable('gone') },
  );
  const onChange = jest.fn();
  const onReturn = jest.fn();
  const heartbeat = new Heartbeat({
    quietMs: 10,
    lastResponseAt: () => world.lastResponseAt,
    isNeeded: () => world.isNeeded,
    checkVersion,
    onChange,
    onReturn,
  });
  void heartbeat.run(stopping.signal);
  return { world, checkVersion, onChange, onReturn, heartbeat };
};

describe('Heartbeat', () => {
  it('tells once that a cluster is gone, and once that it is back', async () => {
    const { world, checkVersion, onChange, onReturn, heartbeat } = start();
    await eventually(() =>
      expect(checkVersion.mock.calls.length).toBeGreaterThan(2),
    );
    expect(onChange).not.toHaveBeenCalled();

    world.isThere = false;
    await eventually(() => expect(heartbeat.failure?.message).toBe('gone'));
    const asked = checkVersion.mock.calls.length;
    await eventually(() =>
      expect(checkVersion.mock.calls.length).toBeGreaterThan(asked + 2),
    );
    expect(onChange).toHaveBeenCalledTimes(1);

    world.isThere = true;
    await eventually(() => expect(onReturn).toHaveBeenCalled());
    await eventually(() => expect(heartbeat.failure).toBeUndefined());
    expect(onChange).toHaveBeenCalledTimes(2);
    expect(onReturn).toHaveBeenCalledTimes(1);
  });

  it('leaves it to others who ask, and asks when they have stopped, whatever one watch says', async () => {
    const { world, checkVersion, onReturn, heartbeat } = start();
    world.isThere = false;
    await eventually(() => expect(heartbeat.failure).toBeDefined());

    world.isNeeded = false;
    await eventually(() => expect(heartbeat.failure).toBeUndefined());
    const asked = checkVersion.mock.calls.length;
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(checkVersion).toHaveBeenCalledTimes(asked);
    expect(onReturn).not.toHaveBeenCalled();

    const lastResponseAt = performance.now() + 60_000;
    Object.assign(world, { isThere: true, isNeeded: true, lastResponseAt });
    // Other watches may have ended unseen before.
    await eventually(() => expect(onReturn).toHaveBeenCalledTimes(1));
    const last = checkVersion.mock.calls.length;
    await new Promise(resolve => setTimeout(resolve, 50));
    expect(checkVersion).toHaveBeenCalledTimes(last);
  });
});
