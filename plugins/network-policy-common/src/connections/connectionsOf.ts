import { IndexedCluster } from '../cluster/IndexedCluster';
import { Block } from '../policies/block';
import { PortSet } from '../policies/portSet';
import { connectionSetsCutBy } from './connectionSets';
import { ConnectionSide } from './connectionSide';
import { mergeRanges } from './mergeRanges';

/**
 * Connections from one side to another, on at least one port.
 *
 * @public
 */
export interface Connection {
  from: ConnectionSide;
  to: ConnectionSide;
  allowed: PortSet;
}

/**
 * Every connection of a cluster between workloads and ranges of addresses outside, by destination. Ranges next to each
 * other are one where the ports are the same.
 *
 * @param cluster - the cluster
 * @public
 */
export function connectionsOf(cluster: IndexedCluster): Iterable<Connection> {
  return mergeRanges(elementaryConnections(cluster));
}

/** Every connection, with the ranges as the policies cut them. */
export function* elementaryConnections(
  cluster: IndexedCluster,
  cuts: readonly Block[] = [],
): Iterable<Connection> {
  for (const { to, groups } of connectionSetsCutBy(cluster, cuts)) {
    for (const { allowed, from } of groups) {
      for (const source of from) {
        yield { from: source, to, allowed };
      }
    }
  }
}
