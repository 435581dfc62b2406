import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { HttpClient } from './HttpClient';

/**
 * The HTTP side of the kubernetes plugin, which holds the clusters and the credentials to read them. Calls are made with
 * this plugin's own service credentials; the permissions of the person were checked before.
 */
export class KubernetesPlugin extends HttpClient {
  constructor({
    auth,
    discovery,
    timeoutMs,
  }: {
    auth: AuthService;
    discovery: DiscoveryService;
    timeoutMs: number;
  }) {
    super({
      timeoutMs,
      target: async () => {
        const baseUrl = await discovery.getBaseUrl('kubernetes');
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: await auth.getOwnServiceCredentials(),
          targetPluginId: 'kubernetes',
        });
        return { ok: true, value: { baseUrl, token } };
      },
    });
  }
}
