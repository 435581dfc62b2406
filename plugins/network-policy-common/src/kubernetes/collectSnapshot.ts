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
import { ClusterObject } from './objects';
import { isWorkloadKind } from './parseWorkload';
import { plannedPods } from './plannedPods';
import { ReadObject } from './readObject';
import { ReadKnownObject, uniqueObjects } from './uniqueObjects';

function emptyLists() {
  return {
    namespaces: new Array<Namespace>(),
    pods: new Array<Pod>(),
    services: new Array<Service>(),
    endpointSlices: new Array<EndpointSlice>(),
    nodes: new Array<Node>(),
    networkPolicies: new Array<NetworkPolicy>(),
    clusterNetworkPolicies: new Array<ClusterNetworkPolicy>(),
  };
}

function add(
  lists: ReturnType<typeof emptyLists>,
  entry: ClusterObject,
): number {
  switch (entry.kind) {
    case 'Namespace':
      return lists.namespaces.push(entry.object);
    case 'Pod':
      return lists.pods.push(entry.object);
    case 'Service':
      return lists.services.push(entry.object);
    case 'EndpointSlice':
      return lists.endpointSlices.push(entry.object);
    case 'Node':
      return lists.nodes.push(entry.object);
    case 'NetworkPolicy':
      return lists.networkPolicies.push(entry.object);
    default:
      return lists.clusterNetworkPolicies.push(entry.object);
  }
}

/**
 * Puts together what was read, in any order; of objects that were given more than once the last one counts. Namespaces
 * that are only used are added with the label of their name.
 *
 * @public
 */
export function collectSnapshot(read: Iterable<ReadObject>): ClusterSnapshot {
  const all = [...read];
  const lists = emptyLists();
  const workloads = new Array<ReadKnownObject>();
  const used = new Set<string>();
  for (const object of uniqueObjects(all).objects) {
    if (object.namespace !== undefined) {
      used.add(object.namespace);
    }
    if (isWorkloadKind(object.kind)) {
      workloads.push(object);
    } else {
      object.objects.forEach(entry => add(lists, entry));
    }
  }
  const named = new Set(lists.namespaces.map(({ name }) => name));
  const implied = [...used].filter(name => !named.has(name));
  return {
    ...lists,
    namespaces: lists.namespaces.concat(implied.map(bareNamespace)),
    pods: lists.pods.concat(plannedPods(workloads, lists.pods)),
    notEvaluated: [...describeOtherPolicies(all), ...describeInvalid(all)],
  };
}
