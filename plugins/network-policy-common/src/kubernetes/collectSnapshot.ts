import { ClusterNetworkPolicy } from './clusterNetworkPolicy';
import {
  ClusterSnapshot,
  EndpointSlice,
  Namespace,
  Node,
  Pod,
  Service,
} from './clusterSnapshot';
import { bareNamespace } from './namespaceOf';
import { NetworkPolicy } from './networkPolicy';
import { describeInvalid, describeOtherPolicies } from './notEvaluated';
import { plannedPods, ReadKnownObject } from './plannedPods';
import { ReadObject } from './readObject';
import { namespacesOf, noPlaces, placeOf, Places } from './places';

interface ObjectsByKind {
  Namespace: Namespace;
  Pod: Pod;
  Service: Service;
  EndpointSlice: EndpointSlice;
  Node: Node;
  NetworkPolicy: NetworkPolicy;
  ClusterNetworkPolicy: ClusterNetworkPolicy;
}

type Lists = { [K in keyof ObjectsByKind]: ObjectsByKind[K][] };

interface Collection {
  lists: Lists;
  workloads: ReadKnownObject[];
  notRead: ReadObject[];
  places: Places;
}

/** Puts an object at the end of its list, or in the place of the one that it replaces. */
function put<K extends keyof ObjectsByKind>(
  { lists, places }: Collection,
  read: ReadKnownObject,
  { kind, object }: { kind: K; object: ObjectsByKind[K] },
) {
  const list: ObjectsByKind[K][] = lists[kind];
  list[placeOf(places, read, list.length)] = object;
}

function collect(into: Collection, read: ReadObject) {
  if (read.outcome !== 'read') {
    if (read.outcome !== 'ignored') {
      into.notRead.push(read);
    }
  } else if (isWorkload(read)) {
    const { workloads, places } = into;
    workloads[placeOf(places, read, workloads.length)] = read;
  } else {
    for (const entry of read.objects) {
      put(into, read, entry);
    }
  }
}

// Whatever is read as pods and is no Pod runs them. One whose pods are another workload's has none.
function isWorkload({ kind, objects }: ReadKnownObject): boolean {
  return kind !== 'Pod' && objects.every(entry => entry.kind === 'Pod');
}

function collectAll(read: Iterable<ReadObject>): Collection {
  const collection: Collection = {
    lists: {
      Namespace: [],
      Pod: [],
      Service: [],
      EndpointSlice: [],
      Node: [],
      NetworkPolicy: [],
      ClusterNetworkPolicy: [],
    },
    workloads: [],
    notRead: [],
    places: noPlaces(),
  };
  for (const object of read) {
    collect(collection, object);
  }
  return collection;
}

/**
 * Puts together what was read, in any order; of objects that were given more than once the last one counts. Namespaces
 * that are only used are added with the label of their name.
 *
 * @public
 */
export function collectSnapshot(read: Iterable<ReadObject>): ClusterSnapshot {
  const { lists, workloads, notRead, places } = collectAll(read);
  const named = new Set(lists.Namespace.map(({ name }) => name));
  const implied = [...namespacesOf(places)].filter(name => !named.has(name));
  return {
    namespaces: lists.Namespace.concat(implied.map(bareNamespace)),
    pods: lists.Pod.concat(plannedPods(workloads, lists.Pod)),
    services: lists.Service,
    endpointSlices: lists.EndpointSlice,
    nodes: lists.Node,
    networkPolicies: lists.NetworkPolicy,
    clusterNetworkPolicies: lists.ClusterNetworkPolicy,
    notEvaluated: [
      ...describeOtherPolicies(notRead),
      ...describeInvalid(notRead),
    ],
  };
}
