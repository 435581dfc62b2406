import { ApiRequest, ApiServer } from './ApiServer';
import { StreamReader } from './HttpClient';
import { KubernetesPlugin } from './KubernetesPlugin';

/** These forward the caller's Authorization to the cluster; an empty header stops them. */
const AUTH_PROVIDERS_WITHOUT_CREDENTIALS: readonly string[] = [
  'anonymous',
  'localKubectlProxy',
];

/**
 * The API server of one cluster behind the proxy of the kubernetes plugin. Paths are those of the API server.
 */
export class ClusterProxy implements ApiServer {
  constructor(
    private readonly plugin: KubernetesPlugin,
    private readonly cluster: { name: string; authProvider?: string },
  ) {}

  /** See {@link HttpClient.request}. */
  request(request: ApiRequest) {
    return this.plugin.request(this.proxied(request));
  }

  /** See {@link HttpClient.open}. */
  open(request: ApiRequest) {
    return this.plugin.open(this.proxied(request));
  }

  /** See {@link HttpClient.stream}. */
  stream(request: ApiRequest, reader: StreamReader) {
    return this.plugin.stream(this.proxied(request), reader);
  }

  private proxied(request: ApiRequest): ApiRequest {
    const { name, authProvider } = this.cluster;
    return {
      ...request,
      path: `/proxy${request.path}`,
      headers: {
        'Backstage-Kubernetes-Cluster': name,
        ...(authProvider &&
          AUTH_PROVIDERS_WITHOUT_CREDENTIALS.includes(authProvider) && {
            'Backstage-Kubernetes-Authorization': '',
          }),
        ...request.headers,
      },
    };
  }
}
