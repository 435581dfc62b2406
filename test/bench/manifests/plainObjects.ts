import { ClusterSnapshot } from 'backstage-plugin-network-policy-common';
import { plainClusterNetworkPolicy } from './clusterNetworkPolicy';
import { plainNetworkPolicy } from './networkPolicy';
import {
  endpointSliceManifest,
  namespaceManifest,
  nodeManifest,
  serviceManifest,
} from './others';
import { plainPod } from './plainPod';

/** A manifest with the namespace that it belongs to. */
export interface PlacedManifest {
  /** Absent for an object of the whole cluster; a Namespace is its own. */
  namespace?: string;
  manifest: object;
}

/** Every object of a cluster with nothing but what verdicts depend on, as a person or another analyser reads it. */
export function* plainObjects(
  snapshot: ClusterSnapshot,
): Generator<PlacedManifest> {
  for (const one of snapshot.namespaces) {
    yield { namespace: one.name, manifest: namespaceManifest(one) };
  }
  for (const one of snapshot.nodes) {
    yield { manifest: nodeManifest(one) };
  }
  for (const one of snapshot.pods) {
    yield { namespace: one.namespace, manifest: plainPod(one) };
  }
  for (const one of snapshot.services) {
    yield { namespace: one.namespace, manifest: serviceManifest(one) };
  }
  for (const one of snapshot.endpointSlices) {
    yield { namespace: one.namespace, manifest: endpointSliceManifest(one) };
  }
  for (const one of snapshot.networkPolicies) {
    yield { namespace: one.namespace, manifest: plainNetworkPolicy(one) };
  }
  for (const one of snapshot.clusterNetworkPolicies) {
    yield { manifest: plainClusterNetworkPolicy(one) };
  }
}
