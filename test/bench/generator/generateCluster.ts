import {
  ClusterSnapshot,
  EndpointSlice,
  NetworkPolicy,
  Node,
  Pod,
  Service,
} from 'backstage-plugin-network-policy-common';
import { generateClusterPolicies } from './clusterPolicies';
import { generateNamespaces, TeamNamespace } from './namespaces';
import { ClusterParameters } from './parameters';
import { addressesFrom, generatePods, nodeName, Placement } from './pods';
import { generatePolicies } from './policies';
import { Random, seededRandom } from './random';
import { databaseOutside, serviceOf } from './services';
import { spreadEvenly, spreadUnevenly } from './spread';
import { generateWorkloads } from './workloads';

function generateNodes(pods: number): Node[] {
  const nextAddress = addressesFrom(172, 16);
  const count = Math.max(2, Math.ceil(pods / 60));
  return Array.from({ length: count }, (_, index) => ({
    name: nodeName(index),
    labels: {
      'kubernetes.io/hostname': nodeName(index),
      'kubernetes.io/os': 'linux',
    },
    addresses: [nextAddress()],
  }));
}

/** What the namespaces of one cluster have in common while they are generated. */
interface Shared {
  parameters: ClusterParameters;
  random: Random;
  placement: Placement;
  teams: readonly [string, ...string[]];
}

interface NamespacePlan {
  namespace: TeamNamespace;
  /** How many pods each of its workloads has. */
  replicas: readonly number[];
  policies: number;
  hasDatabaseOutside: boolean;
}

interface NamespaceObjects {
  pods: Pod[];
  services: Service[];
  endpointSlices: EndpointSlice[];
  networkPolicies: NetworkPolicy[];
}

// API servers list objects by their names.
function compareNames(one: { name: string }, other: { name: string }): number {
  return one.name < other.name ? -1 : 1;
}

function generateObjects(
  { namespace, replicas, policies, hasDatabaseOutside }: NamespacePlan,
  { parameters: { shares }, random, placement, teams }: Shared,
): NamespaceObjects {
  const workloads = generateWorkloads(
    namespace,
    replicas.length,
    shares.statefulSets,
    random,
  );
  const pods = workloads.flatMap((workload, index) =>
    generatePods(workload, replicas[index], placement, random),
  );
  const services = workloads
    .filter(({ ports }) => ports.length > 0 && random.chance(shares.services))
    .map(workload => serviceOf(workload, random));
  const outside = hasDatabaseOutside
    ? [databaseOutside(namespace.name, random)]
    : [];
  return {
    pods: pods.sort(compareNames),
    services: [...services, ...outside.map(({ service }) => service)],
    endpointSlices: outside.map(({ endpointSlice }) => endpointSlice),
    networkPolicies: generatePolicies(
      { namespace: namespace.name, workloads, teams, shares, random },
      policies,
    ),
  };
}

function planNamespaces(
  { workloads, pods, networkPolicies }: ClusterParameters,
  namespaces: readonly TeamNamespace[],
  random: Random,
): NamespacePlan[] {
  const workloadCounts = spreadEvenly(workloads, namespaces.length);
  const policyCounts = spreadEvenly(networkPolicies, namespaces.length);
  const replicas = spreadUnevenly(pods, workloads, random);
  let dealt = 0;
  return namespaces.map((namespace, index) => {
    const first = dealt;
    dealt += workloadCounts[index];
    return {
      namespace,
      replicas: replicas.slice(first, dealt),
      policies: policyCounts[index],
      hasDatabaseOutside: index % 20 === 19,
    };
  });
}

/**
 * A cluster as companies have them, made up: Deployments whose replicas have the same labels, StatefulSets, namespaces
 * of teams, and policies that deny by default and open what is needed. The same parameters give the same cluster.
 */
export function generateCluster(
  parameters: ClusterParameters,
): ClusterSnapshot {
  const random = seededRandom(parameters.seed);
  const namespaces = generateNamespaces(parameters.namespaces, random);
  const nodes = generateNodes(parameters.pods);
  const [, ...others] = new Set(namespaces.map(({ team }) => team));
  const shared: Shared = {
    parameters,
    random,
    placement: { nodes, nextAddress: addressesFrom(10, 64) },
    teams: ['platform', ...others],
  };
  const objects = planNamespaces(parameters, namespaces, random).map(plan =>
    generateObjects(plan, shared),
  );
  return {
    namespaces: namespaces.map(({ name, labels, annotations }) => ({
      name,
      labels,
      annotations,
    })),
    pods: objects.flatMap(({ pods }) => pods),
    services: objects.flatMap(({ services }) => services),
    endpointSlices: objects.flatMap(({ endpointSlices }) => endpointSlices),
    nodes,
    networkPolicies: objects.flatMap(({ networkPolicies }) => networkPolicies),
    clusterNetworkPolicies: generateClusterPolicies(
      parameters.clusterNetworkPolicies,
      others,
    ),
    notEvaluated: [],
  };
}
