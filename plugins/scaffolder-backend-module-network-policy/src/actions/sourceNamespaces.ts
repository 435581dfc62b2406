import { ResponseError } from '@backstage/errors';
import {
  NetworkPolicyApi,
  NetworkPolicyRequestOptions,
  ReachTargetPlace,
} from 'backstage-plugin-network-policy-common';

/**
 * From where a service is probed when nobody says: its own namespace, and one other that can be expected to hold
 * people's pods (not a system namespace), preferably one that the policies let in. Who may not see the names of
 * namespaces gets no other.
 */
export async function defaultSourceNamespaces(
  client: NetworkPolicyApi,
  { entityRef, ...place }: ReachTargetPlace & { entityRef: string },
  options: NetworkPolicyRequestOptions,
): Promise<string[]> {
  const own = [place.namespace];
  try {
    // One of the two may be the service's own.
    const { namespaces } = await client.listReachOfNamespaces(
      entityRef,
      place,
      { system: false, sort: 'reach', limit: 2 },
      options,
    );
    const other = namespaces.find(row => !row.own);
    return other ? [...own, other.namespace] : own;
  } catch (error) {
    if (error instanceof ResponseError && error.statusCode === 403) {
      return own;
    }
    throw error;
  }
}
