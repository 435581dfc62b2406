import { IndexedCluster } from '../cluster/IndexedCluster';
import { PortSet } from '../policies/portSet';
import { ConnectionSide } from './connectionSide';
import { mergeRanges } from './mergeRanges';
import { PortSetTable } from './PortSetTable';
import { sidedPodsOf } from './sidedPods';
import { Sources } from './Sources';
import { unitsOf } from './units';

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
  const table = new PortSetTable();
  const pods = sidedPodsOf(cluster);
  const units = unitsOf(pods);
  const sources = new Sources(pods, units, table);
  return mergeRanges(
    units,
    to => sources.of(to),
    (from, to, number) => ({ from, to, allowed: table.set(number) }),
  );
}
