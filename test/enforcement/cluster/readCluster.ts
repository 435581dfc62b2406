import {
  ClusterSnapshot,
  collectSnapshot,
  flattenLists,
  IndexedCluster,
  readObject,
} from 'backstage-plugin-network-policy-common';
import { ApiError, ask } from './api';

const lists = [
  '/api/v1/namespaces',
  '/api/v1/nodes',
  '/api/v1/pods',
  '/api/v1/services',
  '/apis/discovery.k8s.io/v1/endpointslices',
  '/apis/networking.k8s.io/v1/networkpolicies',
  '/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies',
  '/apis/policy.networking.k8s.io/v1alpha1/baselineadminnetworkpolicies',
  '/apis/policy.networking.k8s.io/v1alpha2/clusternetworkpolicies',
];

/** A list of the cluster; none of a kind that the cluster does not have. */
async function list(path: string): Promise<unknown[]> {
  try {
    return [...flattenLists(await ask('GET', path))];
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return [];
    throw error;
  }
}

/** Every object of the cluster that verdicts depend on, as the API server keeps it. */
export async function readObjects(): Promise<unknown[]> {
  return (await Promise.all(lists.map(list))).flat();
}

/** Connections are made to a pod's first address, so that it is judged as one that has no other. */
function withFirstAddresses(snapshot: ClusterSnapshot): ClusterSnapshot {
  return {
    ...snapshot,
    pods: snapshot.pods.map(pod => ({
      ...pod,
      addresses: pod.addresses.slice(0, 1),
    })),
  };
}

/** The objects made ready for the engine. Where one is given twice, the later one counts. */
export function indexOf(objects: readonly unknown[]): IndexedCluster {
  return IndexedCluster.from(
    withFirstAddresses(collectSnapshot(objects.map(readObject))),
  );
}
