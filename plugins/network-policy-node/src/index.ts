/**
 * Extension points of the network-policy backend plugin, and the types that they take.
 *
 * @packageDocumentation
 */
export * from './extensionPoints';
export * from './prober';
