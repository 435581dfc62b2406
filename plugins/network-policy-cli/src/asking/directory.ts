import {
  ConnectionEnd,
  IndexedCluster,
  Pod,
  Protocol,
  Service,
  serviceDestinations,
  ServiceDestination,
  workloadOf,
  WorkloadReference,
} from 'backstage-plugin-network-policy-common';
import { State } from '../reading/state';

/** Finds the ends of connections by what people call them. What is found once is kept: many questions are about the same. */
export interface Directory {
  cluster: IndexedCluster;
  pod(namespace: string, name: string): Pod | undefined;
  service(namespace: string, name: string): Service | undefined;
  /** The pods of a workload; finished ones only where there are no others. */
  workload(reference: WorkloadReference): readonly Pod[] | undefined;
  /** The workloads of that name, of any kind. */
  workloadsNamed(namespace: string, name: string): readonly WorkloadReference[];
  podWithAddress(address: string): Pod | undefined;
  /** Where a Service leads, by the port and protocol that are asked for. */
  destinations(
    service: Service,
    asked: { port?: number | string; protocol?: Protocol },
  ): readonly ServiceDestination[];
  /** Of pods that no policy can tell apart, two stand for all: one may connect to the other. */
  representatives(pods: readonly Pod[]): readonly Pod[];
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

/** What of a pod policies can ask for, as a key. */
function likeness(pod: Pod, byAddress: boolean): string {
  return JSON.stringify([
    Object.entries(pod.labels).sort(),
    pod.ports,
    pod.phase,
    pod.hostNetwork && [pod.nodeName, pod.addresses],
    byAddress && pod.addresses,
  ]);
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
  const addresses = remember(() => {
    const running = snapshot.pods.filter(
      pod => !isFinished(pod) && !pod.hostNetwork,
    );
    return new Map(
      running.flatMap(pod =>
        pod.addresses.map(address => [address, pod] as const),
      ),
    );
  });
  const byAddress = remember(() => usesAddresses(cluster));
  const destinations = new Map<string, readonly ServiceDestination[]>();
  const representatives = new WeakMap<readonly Pod[], readonly Pod[]>();
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
    destinations(service, { port, protocol }) {
      const { namespace, name } = service;
      return rememberBy(
        destinations,
        JSON.stringify([namespace, name, port, protocol]),
        () => serviceDestinations(cluster, service, { port, protocol }),
      );
    },
    representatives(alike) {
      const groups = () =>
        groupBy(alike, pod => likeness(pod, byAddress())).values();
      const found =
        representatives.get(alike) ??
        [...groups()].flatMap(group => group.slice(0, 2));
      representatives.set(alike, found);
      return found;
    },
  };
}

/** The end of a connection that a pod is. */
export const podEnd = (pod: Pod): ConnectionEnd => ({ kind: 'pod', pod });
