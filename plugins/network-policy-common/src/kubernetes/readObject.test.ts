import fc from 'fast-check';
import { broken, rawObjects } from './__testUtils__/rawObjects';
import { flattenLists } from './flattenLists';
import { readObject } from './readObject';

const object = (apiVersion: string, kind: string, rest: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'shop' },
  ...rest,
});

it.each([
  ['v1', 'Namespace', 'Namespace'],
  ['v1', 'Node', 'Node'],
  ['v1', 'Pod', 'Pod'],
  ['v1', 'Service', 'Service'],
  ['networking.k8s.io/v1', 'NetworkPolicy', 'NetworkPolicy'],
  ['discovery.k8s.io/v1', 'EndpointSlice', 'EndpointSlice'],
  [
    'policy.networking.k8s.io/v1alpha1',
    'AdminNetworkPolicy',
    'ClusterNetworkPolicy',
  ],
  [
    'policy.networking.k8s.io/v1alpha2',
    'ClusterNetworkPolicy',
    'ClusterNetworkPolicy',
  ],
  ['apps/v1', 'Deployment', 'Pod'],
  ['extensions/v1beta1', 'DaemonSet', 'Pod'],
  ['batch/v1', 'Job', 'Pod'],
])('reads %s %s as a %s', (apiVersion, kind, expected) => {
  const read = readObject(
    object(apiVersion, kind, {
      addressType: 'IPv4',
      spec: {
        tier: 'Admin',
        priority: 1,
        subject: { namespaces: {} },
        template: { spec: {} },
      },
    }),
  );
  const hasNamespace = !/^Name|Node|Admin|Cluster/.test(kind);
  expect(read).toEqual({
    outcome: 'read',
    kind,
    ...(hasNamespace && { namespace: 'shop' }),
    name: 'web',
    objects: [{ kind: expected, object: expect.anything() }],
  });
});

it('reads a workload as its pods', () => {
  const read = readObject(
    object('apps/v1', 'Deployment', {
      spec: { replicas: 2, template: { spec: {} } },
    }),
  );
  expect(read).toMatchObject({
    objects: [
      { kind: 'Pod', object: { name: 'web-1' } },
      { kind: 'Pod', object: { name: 'web-2' } },
    ],
  });
});

it('says what is wrong with an object, and which one it is', () => {
  expect(
    readObject({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: 'web' },
      spec: { podSelector: {}, ingress: 'all' },
    }),
  ).toEqual({
    outcome: 'invalid',
    kind: 'NetworkPolicy',
    namespace: 'default',
    name: 'web',
    problems: [
      {
        path: 'spec.ingress',
        message: 'Invalid input: expected array, received string',
      },
    ],
  });
});

it.each([
  ['v1', 'NetworkPolicy', 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'NetworkPolicy', 'networking.k8s.io/v1'],
  ['networking.k8s.io/v1', 'Pod', 'v1'],
  ['v2', 'Pod', 'v1'],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', 'discovery.k8s.io/v1'],
  ['batch/v1', 'Deployment', 'apps/v1 or apps/v1beta2'],
])('a %s %s is wrong: it must be of %s', (apiVersion, kind, expected) => {
  expect(readObject(object(apiVersion, kind))).toMatchObject({
    outcome: 'invalid',
    kind,
    name: 'web',
    problems: [
      {
        path: 'apiVersion',
        message: expect.stringContaining(`must be ${expected}`),
      },
    ],
  });
});

it.each([
  ['cilium.io/v2', 'CiliumNetworkPolicy'],
  ['cilium.io/v2', 'CiliumClusterwideNetworkPolicy'],
  ['projectcalico.org/v3', 'NetworkPolicy'],
  ['crd.projectcalico.org/v1', 'GlobalNetworkPolicy'],
  ['crd.antrea.io/v1beta1', 'ClusterNetworkPolicy'],
  ['crd.antrea.io/v1beta1', 'NetworkPolicy'],
  ['k8s.cni.cncf.io/v1beta1', 'MultiNetworkPolicy'],
  ['security.istio.io/v1', 'AuthorizationPolicy'],
  ['policy.linkerd.io/v1beta3', 'Server'],
  ['kuma.io/v1alpha1', 'MeshTrafficPermission'],
  ['k8s.ovn.org/v1', 'EgressFirewall'],
  ['network.openshift.io/v1', 'EgressNetworkPolicy'],
  ['networking.k8s.io/v2', 'NetworkPolicy'],
  ['policy.networking.k8s.io/v1', 'ClusterNetworkPolicy'],
  ['example.com/v1', 'SomeNetworkPolicy'],
])('does not evaluate %s %s, and says so', (apiVersion, kind) => {
  expect(readObject(object(apiVersion, kind))).toEqual({
    outcome: 'not-evaluated',
    apiVersion,
    kind,
    namespace: 'shop',
    name: 'web',
  });
});

it.each([
  ['v1', 'ConfigMap'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['serving.knative.dev/v1', 'Service'],
  ['batch.volcano.sh/v1alpha1', 'Job'],
  ['projectcalico.org/v3', 'StagedNetworkPolicy'],
  ['projectcalico.org/v3', 'StagedKubernetesNetworkPolicy'],
  ['projectcalico.org/v3', 'Tier'],
  ['cilium.io/v2', 'CiliumEndpoint'],
  ['controlplane.antrea.io/v1beta2', 'NetworkPolicy'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['constructor/v1', 'toString'],
])('ignores %s %s', (apiVersion, kind) => {
  expect(readObject(object(apiVersion, kind))).toEqual({
    outcome: 'ignored',
    apiVersion,
    kind,
    name: 'web',
  });
});

describe('bad input', () => {
  it.each([
    [undefined, '', 'must be an object'],
    [[{}], '', 'must be an object'],
    [{ items: [] }, 'kind', 'Required value'],
    [{ kind: 7 }, 'kind', 'must be the name of a kind'],
    [{ kind: 'a\u001b[2J' }, 'kind', 'must be the name of a kind'],
    [{ kind: 'Pod' }, 'apiVersion', 'Required value'],
    [
      { kind: 'Pod', apiVersion: 'a b' },
      'apiVersion',
      'must be the name of an API version',
    ],
    [
      { kind: 'PodList', apiVersion: 'v1', items: 'text' },
      'items',
      'must be a list',
    ],
    [{ kind: 'List', items: [] }, 'items', 'must be read one by one'],
    [{ kind: 'Pod', apiVersion: 'v1', metadata: [] }, 'metadata', /object/],
  ])('says of %j where it is wrong: %j', (raw, path, message) => {
    expect(readObject(raw)).toMatchObject({
      outcome: 'invalid',
      problems: [{ path, message: expect.stringMatching(message) }],
    });
  });

  it('does not repeat a name that could not be one', () => {
    const read = readObject(
      object('v1', 'Pod', { metadata: { name: 'a\nb', namespace: {} } }),
    );
    expect(read).toMatchObject({ outcome: 'invalid', kind: 'Pod' });
    expect(read).not.toHaveProperty('name');
    expect(read).not.toHaveProperty('namespace');
  });

  it('never throws, whatever an object is made of', () => {
    const kinds = Object.keys(rawObjects) as (keyof typeof rawObjects)[];
    const raw = fc.oneof(
      fc.anything({ withNullPrototype: true, withSparseArray: true }),
      ...kinds.map(kind =>
        broken(
          rawObjects[kind].map(one => ({ kind, apiVersion: 'v1', ...one })),
        ),
      ),
    );
    fc.assert(
      fc.property(raw, one => {
        for (const item of flattenLists(one)) {
          expect(readObject(item).outcome).toMatch(/^(read|in|ig|not)/);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
