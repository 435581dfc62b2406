import { createApiRef } from '@backstage/core-plugin-api';
import type { NetworkPolicyApi } from 'backstage-plugin-network-policy-common';

/**
 * The API of the network-policy backend, as the signed-in user.
 *
 * @public
 */
export const networkPolicyApiRef = createApiRef<NetworkPolicyApi>({
  id: 'plugin.network-policy.service',
});
