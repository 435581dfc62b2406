export { compareReach } from './compareReach';
export { evaluateReach } from './evaluateReach';
export { isSystemNamespace } from './systemNamespaces';
export type {
  NamespaceRow,
  ReachSide,
  SourcePods,
  TargetReach,
} from './targetReach';
