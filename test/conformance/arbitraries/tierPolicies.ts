import fc from 'fast-check';
import { TierPeer, TierPolicy, TierPort, TierRule } from '../naive/objects';
import { cidr } from './blocks';
import {
  anyList,
  maybe,
  maybeProtocol,
  namespaceSelector,
  podSelector,
  portName,
  portNumber,
  portRange,
} from './shared';

type Spelling = 'v1alpha1' | 'v1alpha2';

const selected: fc.Arbitrary<TierPeer> = fc.oneof(
  fc.record({ namespaces: namespaceSelector }),
  fc.record({ pods: fc.record({ namespaceSelector, podSelector }) }),
);

/** A peer of a field that we do not know, as a later version of the API may bring. */
const unknownPeer = fc.constant<TierPeer & { sometime?: object }>({
  sometime: {},
});

/** Peers of egress that have no names for their ports: some versions of the API refuse such a name beside them. */
const nameless: fc.Arbitrary<TierPeer> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      networks: fc.uniqueArray(cidr, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ nodes: podSelector }) },
);
const domainNames = fc.constant<TierPeer>({ domainNames: ['*.example.com'] });

const oneOrTwo = <T>(item: fc.Arbitrary<T>) =>
  fc.array(item, { minLength: 1, maxLength: 2 });

const numberedPorts: Record<Spelling, fc.Arbitrary<TierPort>> = {
  v1alpha1: fc.oneof(
    fc.record({
      portNumber: fc.record({ protocol: maybeProtocol, port: portNumber }),
    }),
    fc
      .record({ protocol: maybeProtocol, range: portRange })
      .map(({ protocol, range }) => ({ portRange: { protocol, ...range } })),
  ),
  v1alpha2: fc
    .record({
      protocol: fc.constantFrom('tcp', 'tcp', 'udp', 'sctp'),
      of: fc.oneof(
        fc.constant({}),
        fc.record({ destinationPort: fc.record({ number: portNumber }) }),
        fc.record({ destinationPort: fc.record({ range: portRange }) }),
      ),
    })
    .map(({ protocol, of }) => ({ [protocol]: of })),
};

const namedPorts: Record<Spelling, fc.Arbitrary<TierPort>> = {
  v1alpha1: fc.record({ namedPort: portName }),
  v1alpha2: fc.record({ destinationNamedPort: portName }),
};

/** The ports of a rule, in the field and the spelling of the version. */
function portsOf(spelling: Spelling) {
  const port = fc.oneof(numberedPorts[spelling], namedPorts[spelling]);
  const field = spelling === 'v1alpha1' ? 'ports' : 'protocols';
  return fc
    .oneof(
      { weight: 2, arbitrary: fc.constantFrom(undefined, null) },
      { weight: 3, arbitrary: oneOrTwo(port) },
    )
    .map(ports => ({ [field]: ports }));
}

type Action = TierRule['action'];

function ingressRule(spelling: Spelling, actions: Action[]) {
  return fc
    .record({
      action: fc.constantFrom(...actions),
      from: oneOrTwo(
        fc.oneof(
          { weight: 9, arbitrary: selected },
          { weight: 1, arbitrary: unknownPeer },
        ),
      ),
      ports: portsOf(spelling),
    })
    .map(({ action, from, ports }): TierRule => ({ action, from, ...ports }));
}

function egressRule(spelling: Spelling, actions: Action[]) {
  const ordinary = fc.record({
    action: fc.constantFrom(...actions),
    to: oneOrTwo(fc.oneof(selected, selected, nameless, unknownPeer)),
    ports: portsOf(spelling),
  });
  // Domain names may stand in rules that allow only.
  const byDomain = fc.record({
    action: fc.constant(actions[0]),
    to: fc.tuple(domainNames, nameless),
    ports: portsOf(spelling),
  });
  return fc
    .oneof(
      { weight: 8, arbitrary: ordinary },
      { weight: 1, arbitrary: byDomain },
    )
    .map(({ action, to, ports }): TierRule => ({ action, to, ...ports }));
}

const specOf = (spelling: Spelling, actions: Action[]) =>
  fc.record({
    subject: selected,
    ingress: anyList(ingressRule(spelling, actions)),
    egress: anyList(egressRule(spelling, actions)),
  });

/** Some policies get the priority of another one, which leaves open which of them decides. */
const priority = fc.constantFrom(0, 10, 10, 1000);

const group = 'policy.networking.k8s.io';
type Versioned = TierPolicy & { apiVersion: string };

const adminPolicyAt = (index: number): fc.Arbitrary<Versioned> =>
  fc
    .record({
      priority,
      spec: specOf('v1alpha1', ['Allow', 'Deny', 'Pass']),
    })
    .map(({ priority: number, spec }) => ({
      apiVersion: `${group}/v1alpha1`,
      kind: 'AdminNetworkPolicy',
      metadata: { name: `anp${index}` },
      spec: { priority: number, ...spec },
    }));

const baselinePolicy: fc.Arbitrary<Versioned> = specOf('v1alpha1', [
  'Allow',
  'Deny',
]).map(spec => ({
  apiVersion: `${group}/v1alpha1`,
  kind: 'BaselineAdminNetworkPolicy',
  metadata: { name: 'default' },
  spec,
}));

const clusterPolicyAt = (index: number): fc.Arbitrary<Versioned> =>
  fc
    .record({
      tier: fc.constantFrom('Admin', 'Baseline'),
      priority,
      spec: specOf('v1alpha2', ['Accept', 'Deny', 'Pass']),
    })
    .map(({ tier, priority: number, spec }) => ({
      apiVersion: `${group}/v1alpha2`,
      kind: 'ClusterNetworkPolicy',
      metadata: { name: `cnp${index}` },
      spec: { tier, priority: number, ...spec },
    }));

/** Cluster-wide policies of all three kinds; half of the clusters have none. */
export const tierPolicies: fc.Arbitrary<TierPolicy[]> = fc.oneof(
  fc.constant<TierPolicy[]>([]),
  fc
    .tuple(
      maybe(baselinePolicy),
      maybe(adminPolicyAt(0)),
      maybe(adminPolicyAt(1)),
      maybe(clusterPolicyAt(0)),
      maybe(clusterPolicyAt(1)),
    )
    .map(list =>
      list.filter((policy): policy is Versioned => policy !== undefined),
    ),
);
