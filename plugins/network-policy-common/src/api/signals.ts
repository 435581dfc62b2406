/**
 * The channel of the signals service on which the backend says that the reach of an entity has changed.
 *
 * @public
 */
export const networkPolicyReachChannel = 'network-policy:reach';

/**
 * What is said on {@link networkPolicyReachChannel}: the entity, as `component:default/web`, whose reach is to be read
 * again.
 *
 * @public
 */
export type NetworkPolicyReachSignal = { entityRef: string };
