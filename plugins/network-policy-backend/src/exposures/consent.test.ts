import { eventually } from '../__testUtils__/eventually';
import { entities, namespace, pod } from '../__testUtils__/fixtures';
import { startExposures } from '../__testUtils__/startExposures';

// A whole backend starts in each test, or two.
jest.setTimeout(60_000);

const ID = 'backstage.io/kubernetes-id';

const owned = (owners: string) => ({
  ...namespace('default'),
  metadata: {
    ...namespace('default').metadata,
    annotations: { 'network-policy.backstage.io/owners': owners },
  },
});

const startWith = (ownership: object) =>
  startExposures({ config: { ownership: { ...ownership } } });

describe('consent by the annotation of the Namespace', () => {
  it('counts once it is there, and no longer once it is gone', async () => {
    const { apply, revoke, cluster, applied } = await startWith({
      namespaceAnnotation: true,
    });

    expect((await apply()).status).toBe(403);
    cluster.put('namespaces', owned('group:default/web-team'));
    await eventually(async () => expect((await apply()).status).toBe(200));

    cluster.put('namespaces', owned('group:default/data-team'));
    await eventually(async () =>
      expect((await revoke({ dryRun: true })).status).toBe(403),
    );
    expect((await apply({ reason: 'another' })).status).toBe(403);
    expect(applied()).toBeDefined();
  });

  it('does not count while the cluster cannot be watched', async () => {
    const { apply, revoke, cluster } = await startWith({
      namespaceAnnotation: true,
    });
    cluster.put('namespaces', owned('group:default/web-team'));
    await apply();

    cluster.fault = ({ plural }) =>
      plural === 'namespaces'
        ? { code: 403, reason: 'Forbidden', message: 'not any more' }
        : undefined;
    cluster.watches.cut();

    await eventually(async () =>
      expect((await revoke({ dryRun: true })).status).toBe(403),
    );
  });

  it('is the same refusal where nobody has consented and where there is nothing', async () => {
    const { apply, revoke, cluster } = await startWith({
      namespaceAnnotation: true,
    });
    cluster.put('namespaces', owned('group:default/data-team'));

    const [taken, missing] = await Promise.all(
      ['default', 'not-there'].map(async place => {
        const answers = [
          await apply({ namespace: place }),
          await revoke({ namespace: place }),
        ];
        return answers.map(({ status, body }) => ({
          status,
          message: body.error.message.replace(place, 'X'),
        }));
      }),
    );

    expect(taken).toEqual(missing);
    expect(taken[0].status).toBe(403);
  });
});

describe("consent by the pods' label", () => {
  it('is for a policy that selects by it', async () => {
    const { apply, revoke, cluster } = await startExposures({
      config: { ownership: { podLabel: true } },
      visible: [
        {
          ...entities.web,
          metadata: { ...entities.web.metadata, annotations: { [ID]: 'web' } },
        },
      ],
    });
    const values = { podSelector: { [ID]: 'web' } };
    expect((await apply(values)).status).toBe(403);

    cluster.put('pods', pod('web-2', 'default', { [ID]: 'web' }));

    await eventually(async () =>
      expect((await apply(values)).status).toBe(200),
    );
    expect((await apply({ podSelector: { app: 'web' } })).status).toBe(403);
    expect((await revoke()).body.result).toBe('removed');
  });
});
