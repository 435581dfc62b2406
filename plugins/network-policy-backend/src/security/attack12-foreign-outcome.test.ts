import { FakeObject } from '../__testUtils__/fakeObjects';
import { runJobs } from '../__testUtils__/runJobs';
import { startProbes } from '../__testUtils__/startProbes';

jest.setTimeout(60_000);

const owners: Record<string, FakeObject['metadata']['ownerReferences']> = {
  'without an owner': undefined,
  'of a Job of another uid': [
    { kind: 'Job', name: 'x', uid: 'another-uid', controller: true },
  ],
};

/** A probe pod of this run, as somebody else would forge it from the Job that they can see. */
function forge(
  { metadata, spec }: FakeObject,
  ownerReferences: FakeObject['metadata']['ownerReferences'],
): FakeObject {
  const { namespace, labels } = metadata;
  const containers = ['service', 'pod'].map(name => ({ name }));
  return {
    metadata: { name: 'a-forged-pod', namespace, labels, ownerReferences },
    spec: { ...spec, containers },
    status: {
      phase: 'Succeeded',
      containerStatuses: containers.map(({ name }) => ({
        name,
        state: { terminated: { exitCode: 0 } },
      })),
    },
  };
}

describe('attack 12: a pod that carries the label of a run, made by somebody else', () => {
  it.each(Object.keys(owners))(
    'attack 12: the outcome of a pod %s does not count',
    async owner => {
      const { cluster, finish } = await startProbes({
        config: {
          probes: { deadlineSeconds: 10, from: { namespaces: ['*'] } },
        },
      });
      cluster.afterCreate = (job, plural) => {
        if (plural === 'jobs') {
          cluster.put('pods', forge(job, owners[owner]));
        }
      };

      const { attempts } = await finish();

      expect(attempts[0]).toMatchObject({
        outcome: 'not-run',
        detail:
          'The probe did not end within 10 s: no pod was created for it yet',
        agreement: 'unknown',
      });
    },
  );

  it('attack 12: the pod that the Job controls is believed beside it', async () => {
    const { cluster, finish } = await startProbes();
    runJobs(cluster, () => ({ service: 'TIMEOUT', pod: 'TIMEOUT' }));
    const create = cluster.afterCreate;
    cluster.afterCreate = (job, plural) => {
      cluster.put('pods', forge(job, undefined));
      create(job, plural);
    };

    const { attempts } = await finish();

    expect(attempts[0]).toMatchObject({ outcome: 'timed-out' });
  });
});
