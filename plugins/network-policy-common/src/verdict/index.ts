export type { ConnectionEnd } from '../cluster/ends';
export { allowedPorts, evaluateConnection } from './evaluateConnection';
export {
  podsOfService,
  serviceDestinations,
  type ServiceDestination,
} from './serviceDestinations';
export type { Verdict } from './verdict';
