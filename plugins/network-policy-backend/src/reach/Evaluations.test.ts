import { north, view, workload } from '../__testUtils__/webInNorth';
import { KnownCluster } from '../clusters/ClusterDirectory';
import { ClusterReading } from '../state/clusterHealth';
import { Evaluations } from './Evaluations';

const reading = (
  version: number,
  second: number,
  health: ClusterReading['health'] = { state: 'live' },
): ClusterReading => ({
  state: 'read',
  version,
  asOf: `2026-11-26T10:00:0${second}.000Z`,
  health,
  view,
});

const evaluate = async (readings: ClusterReading[], other = workload) => {
  const evaluations = new Evaluations({
    read: async () => readings.shift() ?? reading(0, 0),
  });
  return [
    await evaluations.of(north, workload),
    await evaluations.of(north, other),
  ];
};

describe('Evaluations', () => {
  it('evaluates once while a cluster does not change', async () => {
    const [first, second] = await evaluate([reading(1, 1), reading(1, 1)]);

    expect(second).toEqual(first);
    expect(
      first.state === 'evaluated' &&
        second.state === 'evaluated' &&
        first.targets === second.targets,
    ).toBe(true);
  });

  it('evaluates again when the cluster has changed', async () => {
    const [, second] = await evaluate([reading(1, 1), reading(2, 2)]);

    expect(second).toMatchObject({ asOf: '2026-11-26T10:00:02.000Z' });
  });

  it('tells the time and the health of a cluster that is not watched any more', async () => {
    const stale = { state: 'stale', since: 'then', because: 'gone' } as const;
    const [first, second] = await evaluate([
      reading(1, 1),
      reading(1, 2, stale),
    ]);

    expect(first).toMatchObject({ health: { state: 'live' } });
    expect(second).toMatchObject({
      health: stale,
      asOf: '2026-11-26T10:00:02.000Z',
    });
  });

  it('keeps workloads apart', async () => {
    const [, other] = await evaluate([reading(1, 1), reading(1, 1)], {
      ...workload,
      namespace: 'elsewhere',
    });

    expect(other).toMatchObject({
      state: 'no-pods',
      message:
        "No pod in namespace elsewhere of cluster north matches the entity's Kubernetes annotations",
    });
  });

  it('asks nothing of a cluster that needs a token of a person', async () => {
    const personal: KnownCluster = {
      name: 'personal',
      title: 'Personal',
      evaluable: false,
      reason: 'It signs in with oidc',
    };
    const read = jest.fn();

    const evaluation = await new Evaluations({ read }).of(personal, workload);

    expect(evaluation).toMatchObject({
      state: 'not-evaluable',
      message: 'It signs in with oidc',
    });
    expect(read).not.toHaveBeenCalled();
  });
});
