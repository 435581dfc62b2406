import {
  ClusterSnapshot,
  IndexedCluster,
} from 'backstage-plugin-network-policy-common';
import { ClusterView } from '../state/clusterView';
import { Omission } from '../state/omission';

/** A cluster with these objects, as it would have been read. */
export function viewOf(
  objects: Partial<ClusterSnapshot>,
  omissions: readonly Omission[] = [],
): ClusterView {
  return {
    omissions,
    cluster: IndexedCluster.from({
      namespaces: [],
      pods: [],
      services: [],
      endpointSlices: [],
      nodes: [],
      networkPolicies: [],
      clusterNetworkPolicies: [],
      notEvaluated: omissions.map(({ sentence }) => sentence),
      ...objects,
    }),
  };
}
