import { generateCluster } from './generateCluster';
import { presets } from './parameters';

const small = generateCluster(presets.small);
const names = (objects: readonly { namespace: string; name: string }[]) =>
  new Set(objects.map(({ namespace, name }) => `${namespace}/${name}`));

it('gives the same bytes for the same parameters, and others for another seed', () => {
  const again = generateCluster(presets.small);
  const other = generateCluster({ ...presets.small, seed: 2 });
  expect(JSON.stringify(again)).toBe(JSON.stringify(small));
  expect(JSON.stringify(other)).not.toBe(JSON.stringify(small));
});

it.each(['small', '604-namespaces', '1000-workloads'] as const)(
  'gives as many objects as the preset %s says, no two of one name',
  preset => {
    const parameters = presets[preset];
    const cluster = generateCluster(parameters);
    expect(cluster.namespaces).toHaveLength(parameters.namespaces);
    expect(cluster.pods).toHaveLength(parameters.pods);
    expect(names(cluster.pods).size).toBe(parameters.pods);
    expect(cluster.networkPolicies).toHaveLength(parameters.networkPolicies);
    expect(names(cluster.networkPolicies).size).toBe(
      parameters.networkPolicies,
    );
    expect(names(cluster.services).size).toBe(cluster.services.length);
    const owners = new Set(
      cluster.pods.map(
        ({ namespace, owner }) =>
          `${namespace}/${owner?.name.replace(/-[a-z0-9]{10}$/, '')}`,
      ),
    );
    expect(owners.size).toBe(parameters.workloads);
    const addresses = cluster.pods
      .filter(({ hostNetwork }) => !hostNetwork)
      .flatMap(pod => pod.addresses);
    expect(new Set(addresses).size).toBe(addresses.length);
  },
);

it('has the policies that companies have', () => {
  const { networkPolicies } = generateCluster(presets['604-namespaces']);
  const ofNamespace = networkPolicies.filter(
    ({ namespace }) => namespace === networkPolicies[9_000].namespace,
  );
  expect(ofNamespace.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'default-deny-ingress',
      'allow-same-namespace',
      'allow-dns',
      'allow-gateway',
      'allow-monitoring',
    ]),
  );
  const peers = networkPolicies.flatMap(({ ingress, egress }) =>
    [...ingress, ...egress].flatMap(rule => rule.peers),
  );
  const exposures = networkPolicies.filter(({ name }) =>
    name.includes('-allow-all-namespaces'),
  );
  const named = networkPolicies.filter(policy =>
    policy.ingress.some(({ ports }) =>
      ports.some(({ port }) => typeof port === 'string'),
    ),
  );
  expect(peers.some(({ kind }) => kind === 'ipBlock')).toBe(true);
  expect(exposures.length).toBeGreaterThan(100);
  expect(named.length).toBeGreaterThan(1_000);
});

it('has cluster-wide policies, Services without a selector and finished pods where there is room for them', () => {
  const cluster = generateCluster({
    ...presets['1000-workloads'],
    clusterNetworkPolicies: 5,
  });
  expect(cluster.clusterNetworkPolicies.map(({ tier }) => tier)).toEqual([
    'Admin',
    'Admin',
    'Baseline',
    'Admin',
    'Admin',
  ]);
  expect(cluster.endpointSlices).toHaveLength(5);
  const phases = new Set(cluster.pods.map(({ phase }) => phase));
  expect(phases).toEqual(new Set(['Running', 'Pending', 'Succeeded']));
});

it('gives no egress policies, blocks, named ports, Services or exposures when their shares are 0', () => {
  const cluster = generateCluster({
    ...presets['1000-workloads'],
    shares: {
      statefulSets: 0,
      services: 0,
      egress: 0,
      ipBlocks: 0,
      namedPorts: 0,
      exposures: 0,
    },
  });
  const selected = cluster.services.filter(({ selector }) => selector);
  const policies = JSON.stringify(cluster.networkPolicies);
  const unique = cluster.pods.filter(
    ({ namespace, labels }) =>
      namespace !== 'monitoring' && 'apps.kubernetes.io/pod-index' in labels,
  );
  expect(selected).toEqual([]);
  expect(unique).toEqual([]);
  expect(
    ['Egress', 'ipBlock', 'all-namespaces'].filter(word =>
      policies.includes(word),
    ),
  ).toEqual([]);
});
