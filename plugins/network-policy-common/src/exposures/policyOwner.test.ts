import { describeTool, PolicyMarks, policyOwner } from './policyOwner';

const entity = 'component:default/web';
const ours: PolicyMarks = {
  namespace: 'default',
  name: 'web',
  labels: { 'app.kubernetes.io/managed-by': 'backstage' },
  annotations: {
    'network-policy.backstage.io/entity': entity,
    'network-policy.backstage.io/owner': 'group:default/web-team',
  },
  specManagers: ['backstage-network-policy'],
};

const marked = ({
  labels,
  annotations,
  ...more
}: Partial<PolicyMarks>): PolicyMarks => ({
  ...ours,
  ...more,
  labels: { ...ours.labels, ...labels },
  annotations: { ...ours.annotations, ...annotations },
});

const trackingId = (object: string) => ({
  'argocd.argoproj.io/tracking-id': `shop:${object}`,
});

const flux = (controller: 'helm' | 'kustomize', name: string) => ({
  [`${controller}.toolkit.fluxcd.io/name`]: name,
  [`${controller}.toolkit.fluxcd.io/namespace`]: 'flux-system',
});

describe('policyOwner', () => {
  it.each([
    ['as this portal made it', ours],
    [
      'with the tracking id of another policy, which was copied',
      marked({
        annotations: trackingId('networking.k8s.io/NetworkPolicy:default/db'),
      }),
    ],
    [
      'with the tracking id of an object of another kind',
      marked({ annotations: trackingId('apps/Deployment:default/web') }),
    ],
    [
      'with a tracking id that is none',
      marked({ annotations: { 'argocd.argoproj.io/tracking-id': 'shop' } }),
    ],
    [
      'with half of the labels of Flux',
      marked({
        labels: { 'kustomize.toolkit.fluxcd.io/name': 'apps' },
      }),
    ],
    [
      'in a file, of which no manager is known',
      marked({ specManagers: 'unknown' }),
    ],
  ])("is the portal's, for its entity: %s", (_, marks) => {
    expect(policyOwner(marks)).toEqual({
      by: 'portal',
      entity,
      owner: 'group:default/web-team',
    });
  });

  it.each<[string, PolicyMarks]>([
    [
      'Flux (HelmRelease flux-system/shop)',
      marked({ labels: flux('helm', 'shop') }),
    ],
    [
      'Flux (Kustomization flux-system/apps)',
      marked({ labels: flux('kustomize', 'apps') }),
    ],
    [
      'Argo CD (Application shop)',
      marked({
        annotations: trackingId('networking.k8s.io/NetworkPolicy:default/web'),
      }),
    ],
    [
      'Argo CD (Application shop)',
      marked({ labels: { 'argocd.argoproj.io/instance': 'shop' } }),
    ],
    [
      'Helm (release shop/web)',
      marked({
        annotations: {
          'meta.helm.sh/release-name': 'web',
          'meta.helm.sh/release-namespace': 'shop',
        },
      }),
    ],
    [
      'a deployment tool (instance shop)',
      marked({ labels: { 'app.kubernetes.io/instance': 'shop' } }),
    ],
    [
      'kubectl apply',
      marked({
        annotations: {
          'kubectl.kubernetes.io/last-applied-configuration': '{}',
        },
      }),
    ],
    [
      'kubectl-edit',
      marked({ specManagers: ['backstage-network-policy', 'kubectl-edit'] }),
    ],
    [
      'the walkthrough',
      marked({
        labels: { 'app.kubernetes.io/part-of': 'network-policy-walkthrough' },
      }),
    ],
  ])('is adopted by %s, though it was made for the entity', (tool, marks) => {
    const owner = policyOwner(marks);
    expect(owner).toMatchObject({ by: 'tool', madeFor: entity });
    expect(owner.by === 'tool' && describeTool(owner.tool)).toBe(tool);
  });

  it('is of the tool that its label names', () => {
    const { 'app.kubernetes.io/managed-by': _, ...labels } = ours.labels;
    expect(
      policyOwner({
        ...ours,
        labels: { ...labels, 'app.kubernetes.io/managed-by': 'Helm' },
      }),
    ).toEqual({
      by: 'tool',
      tool: { name: 'Helm' },
      runnersUp: [],
      madeFor: entity,
    });
  });

  it('keeps the tools whose marks count less, in their order', () => {
    expect(
      policyOwner(
        marked({
          labels: {
            ...flux('kustomize', 'apps'),
            'app.kubernetes.io/instance': 'shop',
          },
          annotations: { 'meta.helm.sh/release-name': 'web' },
          specManagers: ['helm-controller'],
        }),
      ),
    ).toEqual({
      by: 'tool',
      tool: { name: 'Flux', object: 'Kustomization flux-system/apps' },
      runnersUp: [
        { name: 'Helm', object: 'release default/web' },
        { name: 'a deployment tool', object: 'instance shop' },
        { name: 'helm-controller' },
      ],
      madeFor: entity,
    });
  });

  it.each<[string, Partial<PolicyMarks>]>([
    ['without our label', { labels: {} }],
    ['without any manager of its spec', { specManagers: [] }],
  ])('is nobody’s %s', (_, marks) => {
    expect(policyOwner({ ...ours, ...marks })).toMatchObject({ by: 'nobody' });
  });

  it('has no entity where an older version of the portal made it', () => {
    expect(
      policyOwner({
        ...ours,
        annotations: {
          'network-policy.backstage.io/owner': 'group:default/web-team',
        },
      }),
    ).toEqual({ by: 'portal', owner: 'group:default/web-team' });
  });
});
