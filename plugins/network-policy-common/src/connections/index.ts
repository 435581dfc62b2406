export {
  type ConnectionSide,
  workloadOf,
  type WorkloadReference,
} from './connectionSide';
export { connectionSets, type ConnectionSet } from './connectionSets';
export { partialOfConnections } from './partialOfConnections';
export { type Connection, connectionsOf } from './connectionsOf';
export {
  type ChangedConnection,
  type ChangedVerdict,
  differenceOf,
} from './differenceOf';
