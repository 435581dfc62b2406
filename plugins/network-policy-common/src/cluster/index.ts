export { IndexedCluster } from './IndexedCluster';
export { isFinished } from './podClass';
