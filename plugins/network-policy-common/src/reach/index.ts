export { compareReach } from './compareReach';
export { evaluateReach, type TargetReach } from './evaluateReach';
export { isSystemNamespace } from './systemNamespaces';
