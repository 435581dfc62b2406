import { ResponseError } from '@backstage/errors';
import {
  NetworkPolicyApi,
  NetworkPolicyRequestOptions,
  ReachTargetPlace,
} from 'backstage-plugin-network-policy-common';

/**
 * The namespaces from which a service is probed by default: its own, and one other that probably has people's pods. That
 * is no system namespace, and preferably one that the policies let in. Only its own for a person who may not see the names
 * of namespaces.
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
