export type {
  FleetExposureQuery,
  NamespaceQuery,
  NetworkPolicyApi,
  NetworkPolicyRequestOptions,
  ReachQuery,
  ReachTargetPlace,
} from './NetworkPolicyApi';
export { NetworkPolicyClient } from './NetworkPolicyClient';
export type { NetworkPolicyReachSignal } from './signals';
export { networkPolicyReachChannel } from './signals';
