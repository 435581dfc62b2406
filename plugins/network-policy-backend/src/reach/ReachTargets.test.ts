import { north, view, workload } from '../__testUtils__/webInNorth';
import { ProbeRunStore } from '../probes/ProbeRunStore';
import { Evaluations } from './Evaluations';
import { ReachTargets } from './ReachTargets';

describe('ReachTargets', () => {
  it('counts once for all who ask at the same time', async () => {
    let version = 1;
    const targets = new ReachTargets({
      evaluations: new Evaluations({
        read: async () => ({
          state: 'read',
          version,
          asOf: '2026-11-26T10:00:00.000Z',
          health: { state: 'live' },
          view,
        }),
      }),
      probeRuns: {
        latestRun: async () => undefined,
        latestAttempts: async () => [],
      } as Partial<ProbeRunStore> as ProbeRunStore,
    });
    const countsOfMany = async () => {
      const answers = await Promise.all(
        Array.from({ length: 5 }, () => targets.in(north, workload)),
      );
      const all = answers.map(([target]) =>
        target.state === 'evaluated' ? target.counts : undefined,
      );
      expect(all[0]).toMatchObject({ namespaces: 1 });
      expect(new Set(all).size).toBe(1);
      return all[0];
    };

    const before = await countsOfMany();
    version = 2;
    expect(await countsOfMany()).not.toBe(before);
  });
});
