/**
 * The network-policy plugin for apps of the legacy frontend system: which namespaces can reach a service, why, and what
 * probes saw. The new frontend system's features are on `./alpha`.
 *
 * @packageDocumentation
 */
export { networkPolicyApiRef } from './api/networkPolicyApiRef';
export {
  EntityNetworkReachCard,
  networkPolicyPlugin,
  SharedServiceExposureFieldExtension,
} from './plugin';
export { networkPolicyTranslationRef } from './translation';
