import {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import { NetworkPolicyApi } from 'backstage-plugin-network-policy-common';

/** The part of an action's context that says who started the task. */
export interface Initiated {
  getInitiatorCredentials(): Promise<BackstageCredentials>;
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
    private readonly api: NetworkPolicyApi,
    private readonly auth: AuthService,
  ) {}

  /** Calls the API with a token made for this one call, as a task may outlive a token. */
  async call<T>(
    context: Initiated,
    use: (api: NetworkPolicyApi, options: Authorized) => Promise<T>,
  ): Promise<T> {
    const { token } = await this.auth.getPluginRequestToken({
      onBehalfOf: await context.getInitiatorCredentials(),
      targetPluginId: 'network-policy',
    });
    return use(this.api, { token });
  }
}
