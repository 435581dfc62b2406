import { mockServices } from '@backstage/backend-test-utils';
import { ProbeRunSummary } from '../probes/ProbeRunStore';
import { SeenProbes } from './SeenProbes';

const key = {
  entityRef: 'component:default/web',
  cluster: 'north',
  namespace: 'default',
};
const run: ProbeRunSummary = {
  ...key,
  id: 'run-1',
  target: 'web.default.svc:80',
  state: 'running',
  requestedBy: 'user:default/dana',
  startedAt: '2026-11-22T10:00:00.000Z',
};

const setUp = () => {
  const state = { isAway: false };
  const answer = async <T>(value: T): Promise<T> => {
    if (state.isAway) {
      throw new Error('select * from probe_runs - ECONNREFUSED');
    }
    return value;
  };
  const store = {
    latestRun: jest.fn(() => answer(run)),
    latestRuns: jest.fn(() => answer([run])),
    latestAttempts: jest.fn(() => answer([])),
  };
  const logger = mockServices.logger.mock();
  return { state, store, logger, seen: new SeenProbes({ store, logger }) };
};

describe('SeenProbes', () => {
  afterEach(() => jest.restoreAllMocks());

  it('asks about those targets only that were ever probed', async () => {
    const { store, seen } = setUp();
    const probes = await seen.ofEntity(key.entityRef);

    expect(await probes.in(key)).toEqual({ latestRun: run, attempts: [] });
    expect(probes.runOf(key)).toBe('run-1 running');
    expect(await probes.in({ ...key, namespace: 'other' })).toEqual({
      attempts: [],
    });
    expect(probes.runOf({ ...key, namespace: 'other' })).toBe('');
    expect(store.latestAttempts).toHaveBeenCalledTimes(1);
  });

  it('has a sentence where the store is away, logs the cause once, and comes back', async () => {
    const { state, store, logger, seen } = setUp();
    const now = jest.spyOn(performance, 'now').mockReturnValue(1_000);
    state.isAway = true;

    const first = await seen.of(key);
    const probes = await seen.ofEntity(key.entityRef);

    expect(first.unread).toMatch(/^What probes saw is not known/);
    expect(first.unread).not.toMatch(/select/);
    expect((await probes.in(key)).unread).toBe(first.unread);
    // A page of targets does not wait for each of them.
    expect(store.latestRuns).not.toHaveBeenCalled();

    now.mockReturnValue(4_000);
    await seen.of(key);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    state.isAway = false;
    now.mockReturnValue(7_000);
    expect((await seen.of(key)).unread).toBeUndefined();
    expect((await seen.ofEntity(key.entityRef)).runOf(key)).not.toBe('');
  });

  it('does not wait for a store that never answers', async () => {
    jest.useFakeTimers({ doNotFake: ['performance'] });
    const { store, seen } = setUp();
    store.latestRun.mockReturnValue(new Promise(() => {}));

    const answer = seen.of(key);
    await jest.advanceTimersByTimeAsync(2_001);

    expect((await answer).unread).toBeDefined();
    jest.useRealTimers();
  });
});
