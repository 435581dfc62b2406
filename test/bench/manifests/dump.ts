import { ClusterSnapshot } from 'backstage-plugin-network-policy-common';
import { plainClusterNetworkPolicy } from './clusterNetworkPolicy';
import { rawNetworkPolicy } from './networkPolicy';
import {
  endpointSliceManifest,
  namespaceManifest,
  nodeManifest,
  serviceManifest,
} from './others';
import { rawPod } from './rawPod';

/** Every object of a cluster as its API server gives it. */
function* rawObjects(snapshot: ClusterSnapshot): Generator<object> {
  for (const namespace of snapshot.namespaces) {
    yield namespaceManifest(namespace);
  }
  for (const node of snapshot.nodes) {
    yield nodeManifest(node);
  }
  for (const pod of snapshot.pods) {
    yield rawPod(pod);
  }
  for (const service of snapshot.services) {
    yield serviceManifest(service);
  }
  for (const slice of snapshot.endpointSlices) {
    yield endpointSliceManifest(slice);
  }
  for (const policy of snapshot.networkPolicies) {
    yield rawNetworkPolicy(policy);
  }
  for (const policy of snapshot.clusterNetworkPolicies) {
    yield plainClusterNetworkPolicy(policy);
  }
}

/** A cluster as the text of one `List`, as `kubectl get … -o json` prints it but without its white space. */
export function dumpOf(snapshot: ClusterSnapshot): string {
  const items: string[] = [];
  for (const object of rawObjects(snapshot)) {
    items.push(JSON.stringify(object));
  }
  return `{"apiVersion":"v1","kind":"List","metadata":{"resourceVersion":""},"items":[${items.join()}]}`;
}
