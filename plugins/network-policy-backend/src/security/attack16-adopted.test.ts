import { FakeObject } from '../__testUtils__/fakeObjects';
import { startExposures } from '../__testUtils__/startExposures';

// A whole backend starts in each test, or two.
jest.setTimeout(60_000);

type Metadata = Pick<FakeObject['metadata'], 'labels' | 'annotations'>;

/** What tools write on an object that exists when they take it over by client-side apply: their marks, no spec. */
const adoptions: readonly [string, Metadata][] = [
  [
    'Argo CD (Application shop)',
    {
      annotations: {
        'argocd.argoproj.io/tracking-id':
          'shop:networking.k8s.io/NetworkPolicy:default/web-allow-all-namespaces',
      },
    },
  ],
  [
    'Flux (Kustomization flux-system/apps)',
    {
      labels: {
        'kustomize.toolkit.fluxcd.io/name': 'apps',
        'kustomize.toolkit.fluxcd.io/namespace': 'flux-system',
      },
    },
  ],
  [
    'Helm (release default/shop)',
    { annotations: { 'meta.helm.sh/release-name': 'shop' } },
  ],
  [
    'a deployment tool (instance shop)',
    { labels: { 'app.kubernetes.io/instance': 'shop' } },
  ],
];

/** The portal's policy after a tool has adopted it. */
const startAdopted = async ({ labels, annotations }: Metadata) => {
  const started = await startExposures();
  await started.apply();
  const ours = started.applied()!;
  const { metadata } = ours;
  started.cluster.put('networkpolicies', {
    ...ours,
    metadata: {
      ...metadata,
      labels: { ...metadata.labels, ...labels },
      annotations: { ...metadata.annotations, ...annotations },
      managedFields: [
        ...metadata.managedFields!,
        {
          manager: 'argocd-controller',
          fieldsV1: { 'f:metadata': { 'f:annotations': {} } },
        },
      ],
    },
  });
  return { ...started, adopted: started.applied() };
};

describe('attack 16: a policy of the portal that a tool has adopted', () => {
  it.each(adoptions)(
    'attack 16: is not revoked when %s restores it',
    async (tool, marks) => {
      const { revoke, adopted, applied } = await startAdopted(marks);

      const asked = await revoke({ dryRun: true });
      const revoked = await revoke();

      for (const { status, body } of [asked, revoked]) {
        expect(status).toBe(409);
        expect(body.error.message).toBe(
          `NetworkPolicy default/web-allow-all-namespaces stays as it is: it was made for component:default/web, and is managed by ${tool} now. Change it there`,
        );
      }
      expect(applied()).toEqual(adopted);
    },
  );

  it.each(adoptions)(
    'attack 16: is not replaced when %s would undo it',
    async (tool, marks) => {
      const { apply, preview, version, adopted, applied } = await startAdopted(
        marks,
      );
      const changed = { reason: 'another' };

      const previewed = await preview(changed);
      const replaced = await apply({ ...changed, replaces: version() });

      expect(replaced.status).toBe(409);
      expect(previewed.body).not.toHaveProperty('existing');
      expect(previewed.body.applyRefused).toContain(tool);
      expect(applied()).toEqual(adopted);
    },
  );

  it('attack 16: stays with the portal when the id is a copy of another object’s', async () => {
    const { revoke, applied } = await startAdopted({
      annotations: {
        'argocd.argoproj.io/tracking-id':
          'shop:networking.k8s.io/NetworkPolicy:default/another',
      },
    });

    expect((await revoke()).body.result).toBe('removed');
    expect(applied()).toBeUndefined();
  });
});
