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
 * Which object of a cluster is meant: enough to find it, or to say that it is gone. Any {@link ClusterObject} says so.
 *
 * @public
 */
export type ClusterObjectIdentity =
  | { kind: 'Namespace' | 'Node'; object: { name: string } }
  | {
      kind: 'Pod' | 'Service' | 'EndpointSlice' | 'NetworkPolicy';
      object: { namespace: string; name: string };
    }
  | {
      kind: 'ClusterNetworkPolicy';
      object: { kind: ClusterNetworkPolicy['kind']; name: string };
    };

/**
 * What happened to an object: it is there now, as given, or it is gone.
 *
 * @public
 */
export type ClusterChange =
  | ({ type: 'set' } & ClusterObject)
  | ({ type: 'delete' } & ClusterObjectIdentity);
