export type {
  ClusterSnapshot,
  ContainerPort,
  Namespace,
  Pod,
  Service,
  ServicePort,
} from './clusterSnapshot';
export type { Labels, LabelSelector, LabelSelectorRequirement } from './labels';
export {
  validateDns1123Label,
  validateDns1123Subdomain,
  validateLabelKey,
  validateLabelValue,
} from './names';
export type {
  NetworkPolicy,
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
  PolicyType,
} from './networkPolicy';
export { namespaceNameLabel, parseNamespace } from './parseNamespace';
export { parseNetworkPolicy } from './parseNetworkPolicy';
export { parsePod } from './parsePod';
export { parseService } from './parseService';
export { formatLabels, formatSelector, matchesSelector } from './selectors';
