export { NetworkReachCard } from './NetworkReachCard';
