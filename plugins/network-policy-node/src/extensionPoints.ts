import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Prober } from './prober';

/**
 * Where a module puts its own prober in place of the backend's.
 *
 * @public
 */
export interface NetworkPolicyProberExtensionPoint {
  /**
   * Sets the prober. It can be set once.
   *
   * @throws Error when another module has set one already.
   */
  setProber(prober: Prober): void;
}

/**
 * Extension point of the network-policy backend for the prober.
 *
 * @public
 */
export const networkPolicyProberExtensionPoint =
  createExtensionPoint<NetworkPolicyProberExtensionPoint>({
    id: 'network-policy.prober',
  });
