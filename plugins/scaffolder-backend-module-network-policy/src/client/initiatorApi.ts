import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  NetworkPolicyApi,
  NetworkPolicyClient,
} from 'backstage-plugin-network-policy-common';

/** The part of an action's context that says who started the task, and when it is cancelled. */
export interface Initiated {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
  signal?: AbortSignal;
}

/** What the API's methods take last. */
export interface Authorized {
  token: string;
}

/**
 * The plugin's API as the person who started the task: the backend checks that person's permissions, not the
 * scaffolder's.
 */
export class InitiatorApi {
  constructor(
    private readonly options: {
      discovery: DiscoveryService;
      auth: AuthService;
    },
  ) {}

  /**
   * Calls the API with a token made for this one call, because a task may outlive a token. The request ends when the
   * task is cancelled.
   */
  async call<T>(
    context: Initiated,
    use: (api: NetworkPolicyApi, options: Authorized) => Promise<T>,
  ): Promise<T> {
    const { discovery, auth } = this.options;
    const { token } = await auth.getPluginRequestToken({
      onBehalfOf: await context.getInitiatorCredentials(),
      targetPluginId: 'network-policy',
    });
    const { signal } = context;
    const api = new NetworkPolicyClient({
      discoveryApi: discovery,
      fetchApi: { fetch: (input, init) => fetch(input, { ...init, signal }) },
    });
    return use(api, { token });
  }
}
