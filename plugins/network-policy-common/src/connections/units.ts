import { IndexedCluster } from '../cluster/IndexedCluster';
import { splitByBlocks } from '../cluster/splitByBlocks';
import { AddressFamily } from '../kubernetes/addresses';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Addresses } from '../policies/addresses';
import { Block } from '../policies/block';
import { End } from '../policies/end';
import { Side } from '../policies/side';
import { prepareEnd } from '../cluster/ends';
import { PreparedEnd } from '../policies/end';
import { ConnectionSide, workloadKey, workloadOf } from './connectionSide';
import { elementaryRanges } from './ranges';

/** Pods, or addresses, that no policy of the cluster tells apart. */
export interface Unit {
  end: End;
  egress?: Side;
  ingress?: Side;
  pods: readonly Pod[];
  /** Indexes of the sides that it is part of. */
  sides: readonly number[];
}

/** All that connections of a cluster may be between. */
export interface Units {
  sides: readonly ConnectionSide[];
  units: readonly Unit[];
  /** The families that two ends without an address may connect over. */
  podFamilies: readonly AddressFamily[];
  /** The blocks by which policies tell ends apart. */
  blocks: readonly Block[];
  usesIpv6: boolean;
}

function blocksOf(cluster: IndexedCluster, more: readonly Block[]): Block[] {
  const found = new Map(more.map(block => [block.key, block]));
  for (const { name } of cluster.namespaces()) {
    for (const { labels, hostNetwork, finished } of cluster.index.classes(
      name,
    )) {
      if (!hostNetwork && !finished) {
        for (const direction of ['ingress', 'egress'] as const) {
          cluster.index
            .side(name, labels, direction)
            .blocks.forEach(block => found.set(block.key, block));
        }
      }
    }
  }
  return [...found.values()];
}

function withSides({
  end,
  sides,
}: PreparedEnd): Pick<Unit, 'end' | 'egress' | 'ingress'> {
  const egress = sides?.('egress');
  const ingress = sides?.('ingress');
  return { end, ...(egress && { egress }), ...(ingress && { ingress }) };
}

function rangeUnits(
  blocks: readonly Block[],
  families: readonly AddressFamily[],
  add: (side: ConnectionSide) => number,
): Unit[] {
  return families
    .flatMap(family => elementaryRanges(family, blocks))
    .map(({ first, last }) => ({
      end: {
        kind: 'address',
        addresses: new Addresses([first]),
        ports: [],
      },
      pods: [],
      sides: [add({ kind: 'range', first, last })],
    }));
}

/**
 * Finds what connections of a cluster may be between: workloads and ranges of addresses outside. Finished pods do not
 * count. There are ranges of IPv6 only where a policy or a pod has to do with IPv6.
 *
 * @param cuts - further blocks that ranges are cut by
 */
export function unitsOf(
  cluster: IndexedCluster,
  cuts: readonly Block[] = [],
): Units {
  const sides: ConnectionSide[] = [];
  const indexes = new Map<string, number>();
  const add = (side: ConnectionSide) => sides.push(side) - 1;
  const workloadIndex = (pod: Pod): number => {
    const workload = workloadOf(pod);
    const key = workloadKey(workload);
    const index = indexes.get(key) ?? add({ kind: 'workload', workload });
    indexes.set(key, index);
    return index;
  };
  const blocks = blocksOf(cluster, cuts);
  const units: Unit[] = [];
  for (const { name } of cluster.namespaces()) {
    for (const podClass of cluster.index.classes(name)) {
      if (!podClass.finished) {
        for (const pods of splitByBlocks(podClass.pods, blocks)) {
          units.push({
            ...withSides(
              prepareEnd(cluster.index, { kind: 'pod', pod: pods[0] }),
            ),
            pods,
            sides: [...new Set(pods.map(workloadIndex))],
          });
        }
      }
    }
  }
  const podFamilies = cluster.index.addresses.allFamilies();
  const usesIpv6 =
    podFamilies.includes('ipv6') ||
    blocks.some(({ range }) => range.family === 'ipv6');
  const ranges: readonly AddressFamily[] = usesIpv6
    ? ['ipv4', 'ipv6']
    : ['ipv4'];
  units.push(...rangeUnits(blocks, ranges, add));
  return { sides, units, podFamilies, blocks, usesIpv6 };
}
