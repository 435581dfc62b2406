import {
  ConnectionEnd,
  IndexedCluster,
  Pod,
  podsOfService,
  Protocol,
  Service,
  serviceDestinations,
  ServiceDestination,
  workloadOf,
  WorkloadReference,
} from 'backstage-plugin-network-policy-common';
import { State } from '../reading/state';
import { canonicalAddress } from './address';

/** Finds the ends of connections by what people call them. What is found once is kept: many questions are about the same. */
export interface Directory {
  cluster: IndexedCluster;
  pod(namespace: string, name: string): Pod | undefined;
  service(namespace: string, name: string): Service | undefined;
  /** The pods of a workload; finished ones only where there are no others. */
  workload(reference: WorkloadReference): readonly Pod[] | undefined;
  /** The workloads of that name, of any kind. */
  workloadsNamed(namespace: string, name: string): readonly WorkloadReference[];
  /** The pod of an address; one on the network of its node only where the Node is not known, which it stands for. */
  podWithAddress(address: string): Pod | undefined;
  /** Where a Service leads, by the port and protocol that are asked for; all of it, or as `alike` has it. */
  destinations(
    service: Service,
    asked: { port?: number | string; protocol?: Protocol; all?: boolean },
  ): readonly ServiceDestination[];
  /** The pods that a Service selects. */
  podsOf(service: Service): readonly Pod[];
  /** Of pods that no policy can tell apart, two stand for all: one may connect to the other. */
  alike(pods: readonly Pod[]): readonly Pod[];
  /** Whether an end is a node, or what uses the network of one: which pods it may reach depends on where they run. */
  isOnNode(end: ConnectionEnd): boolean;
}

const workloadKey = ({ namespace, kind, name }: WorkloadReference) =>
  `${namespace}/${kind}/${name}`;

const isFinished = ({ phase }: Pod) =>
  phase === 'Succeeded' || phase === 'Failed';

function groupBy<T>(
  items: Iterable<T>,
  keyOf: (item: T) => string,
): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) {
      group.push(item);
    } else {
      groups.set(key, [item]);
    }
  }
  return groups;
}

function remember<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function rememberBy<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key);
  if (found !== undefined) {
    return found;
  }
  const made = make();
  known.set(key, made);
  return made;
}

function usesAddresses(cluster: IndexedCluster): boolean {
  for (const { ingress, egress } of cluster.networkPolicies()) {
    for (const { peers } of [...ingress, ...egress]) {
      if (peers.some(({ kind }) => kind === 'ipBlock')) {
        return true;
      }
    }
  }
  for (const { ingress, egress } of cluster.clusterNetworkPolicies()) {
    for (const { peers } of [...ingress, ...egress]) {
      if (peers.some(({ kind }) => kind === 'networks')) {
        return true;
      }
    }
  }
  return false;
}

/** Two of each that are alike. */
function firstTwo<T>(
  items: readonly T[],
  likenessOf: (item: T) => string,
): T[] {
  return [...groupBy(items, likenessOf).values()].flatMap(group =>
    group.slice(0, 2),
  );
}

/** What of a pod policies can ask for, as a key. */
function likeness(pod: Pod, byAddress: boolean): string {
  return JSON.stringify([
    pod.namespace,
    Object.entries(pod.labels).sort(),
    pod.ports,
    pod.phase,
    pod.hostNetwork && [pod.nodeName, pod.addresses],
    byAddress && pod.addresses,
  ]);
}

function podsByAddress(
  pods: readonly Pod[],
  nodeAddresses: ReadonlySet<string>,
): Map<string, Pod> {
  const found = new Map<string, Pod>();
  for (const pod of pods.filter(one => !isFinished(one))) {
    for (const address of pod.addresses.map(canonicalAddress)) {
      const isTaken = found.has(address) || nodeAddresses.has(address);
      if (!pod.hostNetwork || !isTaken) {
        found.set(address, pod);
      }
    }
  }
  return found;
}

/** Makes a directory of a state. */
export function createDirectory({
  snapshot,
  everyPod,
}: Pick<State, 'snapshot' | 'everyPod'>): Directory {
  const cluster = IndexedCluster.from(snapshot);
  const workloads = remember(() =>
    groupBy(snapshot.pods, pod => workloadKey(workloadOf(pod))),
  );
  // A Deployment whose pods are there is no workload of its own, but people ask for it.
  const written = remember(() =>
    groupBy(everyPod, pod => workloadKey(workloadOf(pod))),
  );
  const names = remember(() =>
    groupBy(
      [...written().values()].map(([pod]) => workloadOf(pod)),
      ({ namespace, name }) => `${namespace}/${name}`,
    ),
  );
  const nodeAddresses = remember(
    () => new Set(snapshot.nodes.flatMap(node => node.addresses)),
  );
  const addresses = remember(() =>
    podsByAddress(snapshot.pods, nodeAddresses()),
  );
  const byAddress = remember(() => usesAddresses(cluster));
  const likenessOfPod = (pod: Pod) => likeness(pod, byAddress());
  const likenessOfDestination = ({
    to,
    port,
    servicePort,
  }: ServiceDestination) =>
    JSON.stringify([
      to.kind === 'pod' ? likenessOfPod(to.pod) : to,
      port,
      servicePort.port,
    ]);
  const destinations = new Map<string, readonly ServiceDestination[]>();
  const alikePods = new WeakMap<readonly Pod[], readonly Pod[]>();
  const countingPods = new Map<string, readonly Pod[]>();
  return {
    cluster,
    pod: (namespace, name) => cluster.pod(namespace, name),
    service: (namespace, name) => cluster.service(namespace, name),
    workload(reference) {
      const key = workloadKey(reference);
      const all = workloads().get(key) ?? written().get(key);
      return (
        all &&
        rememberBy(countingPods, key, () => {
          const running = all.filter(pod => !isFinished(pod));
          return running.length > 0 ? running : all;
        })
      );
    },
    workloadsNamed: (namespace, name) =>
      names().get(`${namespace}/${name}`) ?? [],
    podWithAddress: address => addresses().get(address),
    destinations(service, { port, protocol, all = false }) {
      const { namespace, name } = service;
      const key = JSON.stringify([namespace, name, port, protocol, all]);
      return rememberBy(destinations, key, () => {
        const found = serviceDestinations(cluster, service, { port, protocol });
        return all ? found : firstTwo(found, likenessOfDestination);
      });
    },
    podsOf: service => podsOfService(cluster, service),
    alike(pods) {
      const found = alikePods.get(pods) ?? firstTwo(pods, likenessOfPod);
      alikePods.set(pods, found);
      return found;
    },
    isOnNode: end =>
      end.kind === 'address'
        ? nodeAddresses().has(end.address)
        : end.kind === 'pod' && end.pod.hostNetwork,
  };
}

/** The end of a connection that a pod is. */
export const podEnd = (pod: Pod): ConnectionEnd => ({ kind: 'pod', pod });
