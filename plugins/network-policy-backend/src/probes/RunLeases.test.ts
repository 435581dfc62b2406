import { mockServices } from '@backstage/backend-test-utils';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { RunCancelled } from './runEnd';
import { RunLeases } from './RunLeases';

type Renewed = ReadonlyMap<string, { cancelled: boolean }>;

const ours = (...ids: string[]): Renewed =>
  new Map(ids.map(id => [id, { cancelled: false }]));

const setUp = (renew: () => Promise<Renewed>, leaseMs = 60) => {
  const logger = mockServices.logger.mock();
  const renewing = jest.fn(renew);
  const leases = new RunLeases({
    runs: { leaseMs, renew: renewing },
    logger,
  });
  return { leases, renewing, logger };
};

const untilLost = async (lost: AbortSignal) => {
  const begun = performance.now();
  if (!lost.aborted) {
    await once(lost, 'abort');
  }
  return performance.now() - begun;
};

describe('RunLeases', () => {
  it('renews as long as the work goes on, and not without any', async () => {
    const { leases, renewing } = setUp(async () => ours('run'), 900);

    const result = await leases.during('run', async lost => {
      while (renewing.mock.calls.length < 4) {
        await sleep(20);
      }
      return lost.aborted;
    });
    const calls = renewing.mock.calls.length;
    await sleep(700);

    expect(result).toBe(false);
    expect(renewing.mock.calls.length).toBe(calls);
  });

  it('stops the work of a run that belongs to another replica', async () => {
    const { leases } = setUp(async () => ours('other'), 3_000);

    const [lost, other] = await Promise.all([
      leases.during('run', untilLost),
      leases.during('other', async signal => {
        await sleep(1_200);
        return signal.aborted;
      }),
    ]);

    expect(lost).toBeLessThan(2_000);
    expect(other).toBe(false);
  });

  it('stops the work of a run that was cancelled, here at once and elsewhere with the next renewal', async () => {
    const { leases } = setUp(
      async () => new Map([['elsewhere', { cancelled: true }]]),
      600,
    );
    const reasonOf = async (lost: AbortSignal) => {
      await untilLost(lost);
      return lost.reason;
    };

    const here = leases.during('here', reasonOf);
    leases.cancel('here');
    await expect(here).resolves.toBeInstanceOf(RunCancelled);
    await expect(leases.during('elsewhere', reasonOf)).resolves.toBeInstanceOf(
      RunCancelled,
    );
  });

  it('does not take a run for lost that began while the database was asked', async () => {
    let answer = (_: Renewed) => {};
    const { leases, renewing } = setUp(
      () =>
        new Promise(resolve => {
          answer = resolve;
        }),
      600,
    );
    const first = leases.during('first', () => sleep(400));
    while (renewing.mock.calls.length === 0) {
      await sleep(5);
    }

    const second = leases.during('second', async lost => {
      answer(ours('first'));
      await sleep(50);
      return lost.aborted;
    });

    await expect(second).resolves.toBe(false);
    await first;
  });

  it.each([
    ['fails', () => Promise.reject(new Error('connection refused'))],
    ['hangs', () => new Promise<never>(() => {})],
  ])(
    'takes a run for lost when its lease is over and the database %s',
    async (_, renew) => {
      const { leases } = setUp(renew, 150);

      const after = await leases.during('run', untilLost);

      expect(after).toBeGreaterThanOrEqual(140);
      expect(after).toBeLessThan(1_000);
    },
  );
});
