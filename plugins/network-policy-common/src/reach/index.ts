export { compareReach } from './compareReach';
export { evaluateReach } from './evaluateReach';
export {
  connectionsOfNewPods,
  type NewPodConnections,
  type NewPodVerdict,
} from './newPods';
export { isSystemNamespace } from './systemNamespaces';
export { targetPorts } from './targetPorts';
export type {
  NamespaceRow,
  ReachSide,
  SourcePods,
  TargetReach,
} from './targetReach';
