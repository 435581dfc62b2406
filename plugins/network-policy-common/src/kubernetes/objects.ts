import {
  EndpointSlice,
  Namespace,
  Node,
  Pod,
  Service,
} from './clusterSnapshot';
import { ClusterNetworkPolicy } from './clusterNetworkPolicy';
import { NetworkPolicy } from './networkPolicy';

/**
 * An object of a cluster that verdicts depend on, with its kind. A cluster-wide policy of any of the three kinds is a
 * `ClusterNetworkPolicy` here.
 *
 * @public
 */
export type ClusterObject =
  | { kind: 'Namespace'; object: Namespace }
  | { kind: 'Pod'; object: Pod }
  | { kind: 'Service'; object: Service }
  | { kind: 'EndpointSlice'; object: EndpointSlice }
  | { kind: 'Node'; object: Node }
  | { kind: 'NetworkPolicy'; object: NetworkPolicy }
  | { kind: 'ClusterNetworkPolicy'; object: ClusterNetworkPolicy };

/**
 * What happened to an object: it is there now, as given, or it is gone.
 *
 * @public
 */
export type ClusterChange =
  | ({ type: 'set' } & ClusterObject)
  | ({ type: 'delete' } & ClusterObject);
