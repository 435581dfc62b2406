import { IndexedCluster } from '../cluster/IndexedCluster';
import { PortSet } from '../policies/portSet';
import { ConnectionSide } from './connectionSide';
import { PortSetTable } from './PortSetTable';
import { sidedPodsOf } from './sidedPods';
import { Sources } from './Sources';
import { unitsOf } from './units';

/**
 * Who can connect to one side: the sources apart by the ports that they can reach.
 *
 * @public
 */
export interface ConnectionSet {
  to: ConnectionSide;
  groups: readonly { allowed: PortSet; from: readonly ConnectionSide[] }[];
}

/**
 * Every connection of a cluster as sets: for each workload and each range of addresses outside, who can reach which of
 * its ports. A workload's pods count together: what one of them can do, or can be done to, the workload can. Its
 * connections to itself are left out, as is what nobody can reach.
 *
 * @param cluster - the cluster
 * @public
 */
export function* connectionSets(
  cluster: IndexedCluster,
): Iterable<ConnectionSet> {
  const table = new PortSetTable();
  const pods = sidedPodsOf(cluster);
  const units = unitsOf(pods);
  const sources = new Sources(pods, units, table);
  const { sides } = units;
  for (const [number, to] of sides.entries()) {
    const groups = [...sources.of(number)].map(([ports, from]) => ({
      allowed: table.set(ports),
      from: from.map(source => sides[source]),
    }));
    if (groups.length > 0) {
      yield { to, groups };
    }
  }
}
