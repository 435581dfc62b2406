import fc from 'fast-check';
import {
  ClusterNetworkPolicy,
  ClusterNetworkPolicyPeer,
  ClusterNetworkPolicyPort,
  ClusterNetworkPolicyRule,
  ClusterPodSelector,
} from '../kubernetes/clusterNetworkPolicy';
import {
  ClusterSnapshot,
  ContainerPort,
  Namespace,
  Pod,
  Service,
} from '../kubernetes/clusterSnapshot';
import {
  Labels,
  LabelSelector,
  LabelSelectorRequirement,
} from '../kubernetes/labels';
import {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  PolicyType,
} from '../kubernetes/networkPolicy';
import { namespaceNameLabel } from '../kubernetes/parseNamespace';
import { snapshot } from '../testing/snapshotOf';

const namespaceNames = ['a', 'b', 'c'];
const namespaceName = fc.constantFrom(...namespaceNames);
const value = fc.constantFrom('x', 'y');
const labelsOf = (...keys: string[]) =>
  fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 2 });
const protocol = fc.constantFrom('TCP', 'UDP', 'SCTP');

const selectorOf = (
  key: fc.Arbitrary<string>,
  values: fc.Arbitrary<string>,
): fc.Arbitrary<LabelSelector> =>
  fc.oneof(
    fc.constant({ matchLabels: {}, matchExpressions: [] }),
    fc.record({
      matchLabels: fc.dictionary(key, values, { maxKeys: 1 }),
      matchExpressions: fc.array(
        fc.oneof(
          fc.record({
            key,
            operator: fc.constantFrom('Exists', 'DoesNotExist'),
            values: fc.constant<string[]>([]),
          }),
          fc.record({
            key,
            operator: fc.constantFrom('In', 'NotIn'),
            values: fc.uniqueArray(values, { minLength: 1, maxLength: 2 }),
          }),
        ) as fc.Arbitrary<LabelSelectorRequirement>,
        { maxLength: 1 },
      ),
    }),
  );

/** A selector of the pods of these clusters. */
export const podSelector = selectorOf(
  fc.constantFrom('app', 'role'),
  fc.constantFrom('x', 'y', 'z'),
);

/** A selector of the namespaces of these clusters, by their names too. */
const namespaceSelector = selectorOf(
  fc.constantFrom('team', namespaceNameLabel),
  fc.constantFrom('x', 'y', ...namespaceNames, 'No.Name'),
);

const block = fc.constantFrom<NetworkPolicyPeer>(
  { kind: 'ipBlock', cidr: '10.0.0.0/30', except: [] },
  { kind: 'ipBlock', cidr: '10.0.0.0/28', except: ['10.0.0.4/31'] },
  { kind: 'ipBlock', cidr: '0.0.0.0/0', except: ['10.0.0.0/8'] },
  { kind: 'ipBlock', cidr: '0.0.0.0/1', except: [] },
  { kind: 'ipBlock', cidr: '128.0.0.0/1', except: [] },
  { kind: 'ipBlock', cidr: 'fd00::/120', except: ['fd00::4/126'] },
);

const peer: fc.Arbitrary<NetworkPolicyPeer> = fc.oneof(
  { weight: 2, arbitrary: block },
  {
    weight: 2,
    arbitrary: podSelector.map(selector => ({
      kind: 'pods' as const,
      podSelector: selector,
    })),
  },
  {
    weight: 3,
    arbitrary: namespaceSelector.map(selector => ({
      kind: 'pods' as const,
      namespaceSelector: selector,
    })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(namespaceSelector, podSelector)
      .map(([namespaces, pods]) => ({
        kind: 'pods' as const,
        namespaceSelector: namespaces,
        podSelector: pods,
      })),
  },
);

const number = fc.constantFrom(80, 81, 443);
const port: fc.Arbitrary<NetworkPolicyPort> = fc.oneof(
  fc.record({ protocol, port: number }),
  fc.record({ protocol, port: fc.constant(80), endPort: fc.constant(443) }),
  fc.record({ protocol, port: fc.constantFrom('http', 'other') }),
  fc.record({ protocol }),
);

/** A rule of a NetworkPolicy. */
export const rule: fc.Arbitrary<NetworkPolicyRule> = fc.record({
  peers: fc.array(peer, { maxLength: 3 }),
  ports: fc.array(port, { maxLength: 2 }),
});

/** A NetworkPolicy of one of the namespaces. */
export const networkPolicy: fc.Arbitrary<NetworkPolicy> = fc.record({
  namespace: namespaceName,
  name: fc.constantFrom('p', 'q', 'r', 's', 't'),
  labels: fc.constant({}),
  annotations: fc.constant({}),
  podSelector,
  policyTypes: fc.subarray<PolicyType>(['Ingress', 'Egress'], {
    minLength: 1,
  }),
  ingress: fc.array(rule, { maxLength: 2 }),
  egress: fc.array(rule, { maxLength: 1 }),
});

const pods: fc.Arbitrary<ClusterPodSelector> = fc.record(
  { namespaceSelector, podSelector },
  { requiredKeys: ['namespaceSelector'] },
);

const clusterPeer = pods.map(
  (selected): ClusterNetworkPolicyPeer => ({ kind: 'pods', ...selected }),
);

const clusterPort: fc.Arbitrary<ClusterNetworkPolicyPort> = fc.oneof(
  fc
    .record({ protocol, port: number })
    .map(one => ({ kind: 'range' as const, ...one, endPort: one.port })),
  protocol.map(one => ({ kind: 'protocol' as const, protocol: one })),
  fc.constant({ kind: 'named' as const, name: 'http' }),
);

const clusterRule = (
  peers: fc.Arbitrary<ClusterNetworkPolicyPeer>,
  actions: ClusterNetworkPolicyRule['action'][],
): fc.Arbitrary<ClusterNetworkPolicyRule> =>
  fc.record({
    action: fc.constantFrom(...actions),
    peers: fc.array(peers, { minLength: 1, maxLength: 2 }),
    ports: fc.array(clusterPort, { maxLength: 2 }),
  });

const networks = fc
  .constantFrom('10.0.0.0/30', '203.0.113.0/24', '0.0.0.0/0')
  .map(
    (cidr): ClusterNetworkPolicyPeer => ({
      kind: 'networks',
      cidrs: [cidr],
    }),
  );

const inTier = (
  tier: ClusterNetworkPolicy['tier'],
  actions: ClusterNetworkPolicyRule['action'][],
): fc.Arbitrary<ClusterNetworkPolicy> =>
  fc.record({
    kind: fc.constant('ClusterNetworkPolicy'),
    name: fc.constantFrom('p', 'q', 'r').map(name => `${tier}-${name}`),
    labels: fc.constant({}),
    annotations: fc.constant({}),
    tier: fc.constant(tier),
    priority: fc.integer({ min: 0, max: 2 }),
    subject: pods,
    ingress: fc.array(clusterRule(clusterPeer, actions), { maxLength: 2 }),
    egress: fc.array(clusterRule(fc.oneof(clusterPeer, networks), actions), {
      maxLength: 1,
    }),
  });

/** A cluster-wide policy of either tier. */
export const clusterNetworkPolicy = fc.oneof(
  inTier('Admin', ['Accept', 'Deny', 'Pass']),
  inTier('Baseline', ['Accept', 'Deny']),
);

const containerPorts = fc.constantFrom<readonly ContainerPort[]>(
  [],
  [{ name: 'http', protocol: 'TCP', containerPort: 80 }],
  [{ name: 'http', protocol: 'TCP', containerPort: 81 }],
  [{ name: 'http', protocol: 'UDP', containerPort: 80 }],
);

const addressesOf = fc.constantFrom<(last: number) => string[]>(
  last => [`10.0.0.${last}`],
  last => [`10.0.0.${last}`],
  last => [`10.0.0.${last}`, `fd00::${last}`],
  () => [],
);

/** A pod; its name and its addresses end with a number from 1 to 9. */
export const pod: fc.Arbitrary<Pod> = fc
  .record({
    namespace: namespaceName,
    labels: labelsOf('app', 'role'),
    phase: fc.constantFrom<Pod['phase'][]>('Running', 'Running', 'Succeeded'),
    hostNetwork: fc.constantFrom(false, false, false, true),
    ports: containerPorts,
    owner: fc.option(
      fc.record({
        kind: fc.constant('Deployment'),
        name: fc.constantFrom('d', 'e'),
      }),
      { nil: undefined },
    ),
    nodeName: fc.constantFrom('node-1', 'node-2', undefined),
    last: fc.integer({ min: 1, max: 9 }),
    addresses: addressesOf,
  })
  .map(({ owner, nodeName, last, addresses, ...rest }) => ({
    ...rest,
    name: `pod-${last}`,
    addresses: addresses(last),
    ...(owner && { owner }),
    ...(nodeName && { nodeName }),
  }));

/** A namespace that is given, with or without a label of its own. */
export const namespace: fc.Arbitrary<Namespace> = fc
  .tuple(namespaceName, labelsOf('team'))
  .map(([name, labels]) => ({
    name,
    labels: { ...labels, [namespaceNameLabel]: name },
  }));

const service: fc.Arbitrary<Service> = fc.record({
  namespace: namespaceName,
  name: fc.constantFrom('s', 't'),
  selector: fc.constantFrom<Labels[]>({ app: 'x' }, { app: 'x', role: 'y' }),
  headless: fc.boolean(),
  ports: fc.constant([{ protocol: 'TCP' as const, port: 80, targetPort: 80 }]),
  type: fc.constant('ClusterIP' as const),
});

const named = ({
  namespace: own,
  name,
}: {
  namespace?: string;
  name: string;
}) => `${own}/${name}`;

/** A cluster of few objects, in which no two of a kind have the same name. */
export const clusterSnapshot: fc.Arbitrary<ClusterSnapshot> = fc
  .record({
    namespaces: fc.uniqueArray(namespace, { selector: named, maxLength: 3 }),
    // Two pods never have the same address, so their numbers differ too.
    pods: fc.uniqueArray(pod, {
      selector: ({ name }) => name,
      minLength: 1,
      maxLength: 6,
    }),
    services: fc.uniqueArray(service, { selector: named, maxLength: 3 }),
    networkPolicies: fc.uniqueArray(networkPolicy, {
      selector: named,
      maxLength: 5,
    }),
    clusterNetworkPolicies: fc.uniqueArray(clusterNetworkPolicy, {
      selector: named,
      maxLength: 3,
    }),
  })
  .map(snapshot);
