export type {
  ClusterNetworkPolicy,
  ClusterNetworkPolicyAction,
  ClusterNetworkPolicyPeer,
  ClusterNetworkPolicyPort,
  ClusterNetworkPolicyRule,
  ClusterPodSelector,
} from './clusterNetworkPolicy';
export type {
  ClusterSnapshot,
  ContainerPort,
  EndpointSlice,
  Namespace,
  Node,
  Pod,
  PodOwner,
  Service,
  ServicePort,
} from './clusterSnapshot';
export { collectSnapshot } from './collectSnapshot';
export { flattenJson, flattenLists } from './flattenLists';
export { jsonPieces } from './json/jsonPieces';
export { JsonScanner } from './json/JsonScanner';
export type { Labels, LabelSelector, LabelSelectorRequirement } from './labels';
export { namespaceNameLabel } from './namespaceOf';
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
  PolicyManager,
  PolicyOrigin,
  PolicyType,
} from './networkPolicy';
export type {
  ClusterChange,
  ClusterObject,
  ClusterObjectIdentity,
} from './objects';
export {
  parseAdminNetworkPolicy,
  parseBaselineAdminNetworkPolicy,
  parseClusterNetworkPolicy,
} from './parseClusterNetworkPolicy';
export { parseEndpointSlice } from './parseEndpointSlice';
export { parseNamespace } from './parseNamespace';
export { parseNetworkPolicy } from './parseNetworkPolicy';
export { parseNode } from './parseNode';
export { parsePod } from './parsePod';
export { parseService } from './parseService';
export { parseWorkload } from './parseWorkload';
export { readObject, type ReadObject } from './readObject';
export { formatLabels, formatSelector, matchesSelector } from './selectors';
