export type {
  NetworkPolicyApi,
  NetworkPolicyRequestOptions,
} from './NetworkPolicyApi';
export { NetworkPolicyClient } from './NetworkPolicyClient';
