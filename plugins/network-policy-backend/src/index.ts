/**
 * Backend of the network-policy plugin.
 *
 * @packageDocumentation
 */
export { networkPolicyPlugin as default } from './plugin';
export {
  createNetworkPolicyExposureConditionalDecision,
  networkPolicyExposureConditions,
} from './permissions/exposureConditions';
export type { NetworkPolicyExposure } from './permissions/exposureRules';
