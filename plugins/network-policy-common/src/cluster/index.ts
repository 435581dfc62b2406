export { IndexedCluster } from './IndexedCluster';
