import { ClusterAnswer } from './clusterFailure';
import { KubernetesPluginRequest } from './KubernetesPlugin';

/**
 * The API server of one cluster, by whichever way and with whichever credential. Paths are those of the API server.
 */
export interface ApiServer {
  /** Makes a call and reads its JSON. `created` tells a 201 from a 200. It throws for nothing that a cluster does. */
  request(
    request: KubernetesPluginRequest,
  ): Promise<ClusterAnswer<{ body: unknown; created: boolean }>>;
}
