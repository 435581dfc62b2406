import {
  ClusterObjectIdentity,
  IndexedCluster,
} from 'backstage-plugin-network-policy-common';
import { ObjectLocation, resources, ResourceType } from '../clusters/resources';
import { Omission } from './omission';

/**
 * A type whose objects decide about connections, and what follows when it cannot be read.
 */
export interface WatchedKind {
  type: ResourceType;
  /** Without it there would be verdicts that are wrong without a sign of it. */
  needed: boolean;
  /** What follows when it is left out, if it is not needed. */
  consequence: string;
  decides: Omission['decides'];
  /** Whether a cluster need not have the type at all. */
  mayBeAbsent: boolean;
  /** Leaves out objects that decide about nothing. */
  labelSelector?: string;
  /** How the index knows an object of the type. */
  identify(location: ObjectLocation): ClusterObjectIdentity;
  /** The objects of the type that the index has. */
  objects(
    cluster: IndexedCluster,
    namespace?: string,
  ): Iterable<ObjectLocation>;
}

const needed = {
  needed: true,
  consequence: 'Nothing can be said without them',
  decides: 'all',
  mayBeAbsent: false,
} as const;

const policyOfCluster = (
  type: ResourceType,
  kind:
    | 'AdminNetworkPolicy'
    | 'BaselineAdminNetworkPolicy'
    | 'ClusterNetworkPolicy',
): WatchedKind => ({
  type,
  needed: false,
  consequence: 'They could decide otherwise',
  decides: 'all',
  mayBeAbsent: true,
  identify: ({ name }) => ({
    kind: 'ClusterNetworkPolicy',
    object: { kind, name },
  }),
  objects: cluster =>
    cluster.clusterNetworkPolicies().filter(policy => policy.kind === kind),
});

const inNamespace = ({ namespace = 'default', name }: ObjectLocation) => ({
  namespace,
  name,
});

/**
 * What is read of a cluster, the needed first: a policy of any namespace may matter to any other.
 */
export const watchedKinds: readonly WatchedKind[] = [
  {
    ...needed,
    type: resources.namespaces,
    identify: ({ name }) => ({ kind: 'Namespace', object: { name } }),
    objects: cluster => cluster.namespaces(),
  },
  {
    ...needed,
    type: resources.pods,
    identify: location => ({ kind: 'Pod', object: inNamespace(location) }),
    objects: (cluster, namespace) => cluster.pods(namespace),
  },
  {
    ...needed,
    type: resources.networkPolicies,
    identify: location => ({
      kind: 'NetworkPolicy',
      object: inNamespace(location),
    }),
    objects: (cluster, namespace) => cluster.networkPolicies(namespace),
  },
  {
    type: resources.services,
    needed: false,
    consequence: 'The ports are those that the containers declare',
    decides: 'none',
    mayBeAbsent: false,
    identify: location => ({ kind: 'Service', object: inNamespace(location) }),
    objects: (cluster, namespace) => cluster.services(namespace),
  },
  {
    type: resources.endpointSlices,
    needed: false,
    consequence: 'Where Services without a selector lead is not known',
    decides: 'none',
    mayBeAbsent: false,
    // These are of Services with a selector, whose pods are known without them: most of all, and they change most.
    labelSelector:
      'endpointslice.kubernetes.io/managed-by!=endpointslice-controller.k8s.io',
    identify: location => ({
      kind: 'EndpointSlice',
      object: inNamespace(location),
    }),
    objects: (cluster, namespace) => cluster.endpointSlices(namespace),
  },
  {
    type: resources.nodes,
    needed: false,
    consequence: 'Policies that select nodes are evaluated as if none matched',
    decides: 'none',
    mayBeAbsent: false,
    identify: ({ name }) => ({ kind: 'Node', object: { name } }),
    objects: cluster => cluster.nodes(),
  },
  policyOfCluster(resources.adminNetworkPolicies, 'AdminNetworkPolicy'),
  policyOfCluster(
    resources.baselineAdminNetworkPolicies,
    'BaselineAdminNetworkPolicy',
  ),
  policyOfCluster(resources.clusterNetworkPolicies, 'ClusterNetworkPolicy'),
];
