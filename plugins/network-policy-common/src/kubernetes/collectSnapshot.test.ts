import fc from 'fast-check';
import { collectSnapshot } from './collectSnapshot';
import { readObject } from './readObject';

const object = (
  apiVersion: string,
  kind: string,
  reference: string,
  rest: object = {},
) => {
  const [name, namespace] = reference.split('/').reverse();
  return { apiVersion, kind, metadata: { name, namespace }, ...rest };
};
const pod = (reference: string, rest: object = {}) =>
  object('v1', 'Pod', reference, rest);
const policy = (reference: string, spec: unknown = {}) =>
  object('networking.k8s.io/v1', 'NetworkPolicy', reference, { spec });
const workload = (kind: string, reference: string, replicas = 1) =>
  object('apps/v1', kind, reference, {
    spec: { replicas, template: { spec: {} } },
  });

const read = (...raw: unknown[]) => raw.map(readObject);
const collect = (...raw: unknown[]) => collectSnapshot(read(...raw));

it('sorts objects by what they are, in their order', () => {
  const snapshot = collect(
    pod('b/two'),
    object('v1', 'Namespace', 'a', { metadata: { name: 'a' } }),
    object('v1', 'Node', 'node-1'),
    object('v1', 'Service', 'a/web'),
    object('discovery.k8s.io/v1', 'EndpointSlice', 'a/web-1', {
      addressType: 'IPv4',
    }),
    pod('a/one'),
    policy('a/web'),
    object(
      'policy.networking.k8s.io/v1alpha1',
      'BaselineAdminNetworkPolicy',
      'default',
      { spec: { subject: { namespaces: {} } } },
    ),
    object('v1', 'ConfigMap', 'c/settings'),
  );
  const names = Object.entries(snapshot).map(([list, items]) => [
    list,
    items.map((item: { name: string }) => item.name),
  ]);
  expect(Object.fromEntries(names)).toEqual({
    namespaces: ['a', 'b'],
    nodes: ['node-1'],
    pods: ['two', 'one'],
    services: ['web'],
    endpointSlices: ['web-1'],
    networkPolicies: ['web'],
    clusterNetworkPolicies: ['default'],
    notEvaluated: [],
  });
});

it('rule 8: adds namespaces that are only used, with the label of their name', () => {
  const { namespaces } = collect(pod('web'), policy('shop/web'));
  expect(namespaces).toEqual([
    { name: 'default', labels: { 'kubernetes.io/metadata.name': 'default' } },
    { name: 'shop', labels: { 'kubernetes.io/metadata.name': 'shop' } },
  ]);
});

it('takes the last of the objects that are given again, in the place of the first', () => {
  const again = [
    pod('default/web', { spec: { nodeName: 'node-1' } }),
    pod('web', { spec: { nodeName: 'node-2' } }),
    pod('other/web'),
    pod('web', { spec: { nodeName: 'node-3' } }),
    workload('Deployment', 'web', 2),
    workload('Deployment', 'web'),
  ];
  expect(
    collect(...again).pods.map(({ namespace, name, nodeName }) => [
      namespace,
      name,
      nodeName,
    ]),
  ).toEqual([
    ['default', 'web', 'node-3'],
    ['other', 'web', undefined],
    ['default', 'web-1', undefined],
  ]);
});

it('takes the last of them in whatever order they come', () => {
  const name = fc.constantFrom('a', 'b', 'c', 'd');
  const objects = fc.array(
    fc.record({
      kind: fc.constantFrom('Pod', 'Service'),
      namespace: fc.constantFrom('x', 'y'),
      name,
      label: fc.constantFrom('1', '2', '3'),
    }),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(objects, fc.boolean(), (given, isSorted) => {
      const order = isSorted
        ? [...given].sort((one, other) =>
            one.kind + one.namespace + one.name <
            other.kind + other.namespace + other.name
              ? -1
              : 1,
          )
        : given;
      const expected = new Map(
        order.map(({ kind, namespace, name: itsName, label }) => [
          `${kind} ${namespace}/${itsName}`,
          label,
        ]),
      );
      const { pods, services } = collect(
        ...order.map(({ kind, namespace, name: itsName, label }) =>
          object('v1', kind, `${namespace}/${itsName}`, {
            spec: { selector: { label }, nodeName: label },
          }),
        ),
      );
      expect(
        new Map([
          ...pods.map((one): [string, unknown] => [
            `Pod ${one.namespace}/${one.name}`,
            one.nodeName,
          ]),
          ...services.map((one): [string, unknown] => [
            `Service ${one.namespace}/${one.name}`,
            one.selector?.label,
          ]),
        ]),
      ).toEqual(expected);
      expect(pods.length + services.length).toBe(expected.size);
    }),
  );
});

it('gives planned pods names of their own', () => {
  const { pods } = collect(
    workload('StatefulSet', 'web'),
    workload('Deployment', 'web', 2),
    pod('web-2'),
  );
  expect(pods.map(({ name, owner }) => [name, owner?.kind])).toEqual([
    ['web-2', undefined],
    ['web-1', 'StatefulSet'],
    ['web-1-deployment', 'Deployment'],
    ['web-2-deployment', 'Deployment'],
  ]);
});

it('says what is not evaluated, a sentence each kind', () => {
  const cilium = (name: string) =>
    object('cilium.io/v2', 'CiliumNetworkPolicy', name);
  expect(
    collect(
      cilium('a'),
      object('security.istio.io/v1', 'AuthorizationPolicy', 'a'),
      cilium('b'),
      cilium('c'),
      object('projectcalico.org/v3', 'NetworkPolicy', 'a'),
      object('networking.k8s.io/v2', 'NetworkPolicy', 'a'),
      object('networking.k8s.io/v2', 'NetworkPolicy', 'b'),
    ).notEvaluated,
  ).toEqual([
    '3 CiliumNetworkPolicies are not evaluated: they may allow or deny other connections.',
    '1 AuthorizationPolicy is not evaluated: it may allow or deny other connections.',
    '1 NetworkPolicy of projectcalico.org/v3 is not evaluated: it may allow or deny other connections.',
    '2 NetworkPolicies of networking.k8s.io/v2 are not evaluated: they may allow or deny other connections.',
  ]);
});

it('says what was not understood: each policy, and how many others', () => {
  const broken = { metadata: { name: 'a', labels: [] } };
  expect(
    collect(
      pod('web', broken),
      pod('web', broken),
      object('v1', 'Service', 'web', broken),
      policy('web', 'all'),
      policy('shop/web', { ingress: [{ from: [{}] }] }),
      policy('', {}),
      { kind: 'NetworkPolicy' },
      'text',
    ).notEvaluated,
  ).toEqual([
    'NetworkPolicy default/web was not understood and is left out: spec: Invalid input: expected object, received string.',
    'NetworkPolicy shop/web was not understood and is left out: spec.ingress[0].from[0]: must specify a peer.',
    'A NetworkPolicy without a name was not understood and is left out: metadata.name: Required value.',
    'A NetworkPolicy without a name was not understood and is left out: apiVersion: Required value.',
    '2 Pods were not understood and are left out.',
    '1 Service was not understood and is left out.',
    '1 object was not understood and is left out.',
  ]);
});

it('names a hundred broken policies and counts the others', () => {
  const { notEvaluated } = collect(
    ...Array.from({ length: 150 }, (_, index) => policy(`p${index}`, 'all')),
  );
  expect(notEvaluated).toHaveLength(101);
  expect(notEvaluated.at(-1)).toBe(
    '50 more policies were not understood and are left out.',
  );
});

it('a broken object does not stop the others', () => {
  const { pods } = collect(pod('a'), null, pod('b', { spec: [] }), pod('c'));
  expect(pods.map(({ name }) => name)).toEqual(['a', 'c']);
});
