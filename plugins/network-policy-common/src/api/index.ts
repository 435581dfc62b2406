export type {
  FleetExposureQuery,
  NamespaceQuery,
  NetworkPolicyApi,
  NetworkPolicyRequestOptions,
  ReachTargetPlace,
} from './NetworkPolicyApi';
export { NetworkPolicyClient } from './NetworkPolicyClient';
