export { IndexedCluster } from './IndexedCluster';
export { isFinished } from './podClass';
export { namespacesRunning } from './namespacesRunning';
