/**
 * Backend of the network-policy plugin.
 *
 * @packageDocumentation
 */
export { networkPolicyPlugin as default } from './plugin';
