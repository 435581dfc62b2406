import { ClusterAnswer } from './clusterFailure';

/**
 * One HTTP call, to an API server or to what stands in front of it.
 */
export interface ApiRequest {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path below the server's address, already encoded. */
  path: string;
  query?: URLSearchParams;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * The API server of one cluster, whatever the way to it and the credential. Paths are those of the API server.
 */
export interface ApiServer {
  /**
   * Makes a call and reads its JSON. `created` tells a 201 from a 200. Nothing that a cluster does makes it throw.
   */
  request(
    request: ApiRequest,
  ): Promise<ClusterAnswer<{ body: unknown; created: boolean }>>;
}
