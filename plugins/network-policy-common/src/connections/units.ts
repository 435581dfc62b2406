import { prepareEnd } from '../cluster/ends';
import { IndexedCluster } from '../cluster/IndexedCluster';
import { PodClass } from '../cluster/podClass';
import { splitByBlocks } from '../cluster/splitByBlocks';
import { AddressFamily } from '../kubernetes/addresses';
import { Pod } from '../kubernetes/clusterSnapshot';
import { Addresses } from '../policies/addresses';
import { Block } from '../policies/block';
import { End } from '../policies/end';
import { LabelSet } from '../policies/labelSets';
import { Side } from '../policies/side';
import { ConnectionSide, workloadOf } from './connectionSide';
import { elementaryRanges } from './ranges';
import { SidedPods } from './sidedPods';

/** Pods, or addresses, that no policy of the cluster tells apart. */
export interface Unit {
  end: End;
  /** What restricts its connections; absent where nothing does. */
  egress?: Side;
  ingress?: Side;
  pods: readonly Pod[];
  /** Index of the side of each pod. */
  sideOfPod: readonly number[];
  /** Indexes of the sides that it is part of. */
  sides: readonly number[];
  /** What its ports' names stand for, as one word; spelled when it is first asked for. */
  portNames?: string;
}

/** A namespace with the indexes of the units that selectors may select there. */
export interface UnitsOfNamespace {
  name: string;
  labels: LabelSet;
  units: readonly number[];
}

/** All that connections of a cluster may be between. */
export interface Units {
  /** Workloads, then the ranges of each family in their order, with no gap between them. */
  sides: readonly ConnectionSide[];
  /** The index of the first side that is a range. */
  firstRange: number;
  units: readonly Unit[];
  namespaces: readonly UnitsOfNamespace[];
  /** The blocks by which policies tell ends apart. */
  blocks: readonly Block[];
}

/** Numbers the workloads of one namespace, as their pods come up. */
function workloadNumbers(sides: ConnectionSide[]): (pod: Pod) => number {
  const numbers = new Map<string, number>();
  return pod => {
    const { owner, name } = pod;
    const key = owner ? `${owner.kind}/${owner.name}` : `Pod/${name}`;
    let number = numbers.get(key);
    if (number === undefined) {
      number = sides.push({ kind: 'workload', workload: workloadOf(pod) }) - 1;
      numbers.set(key, number);
    }
    return number;
  };
}

/** Prepares ends that stand for pods of a class; what all of them have in common is made once. */
function endsOfPods({ index }: IndexedCluster) {
  const { allFamilies } = index.addresses;
  return (
    { namespace, labels, hostNetwork }: PodClass,
    namespaceLabels: LabelSet,
    pod: Pod,
  ): End =>
    hostNetwork
      ? prepareEnd(index, { kind: 'pod', pod }).end
      : {
          kind: 'pod',
          namespace,
          namespaceLabels,
          labels,
          addresses: new Addresses(pod.addresses),
          ports: pod.ports,
          podFamilies: allFamilies,
        };
}

function rangeUnit(first: string, side: number): Unit {
  return {
    end: { kind: 'address', addresses: new Addresses([first]), ports: [] },
    pods: [],
    sideOfPod: [],
    sides: [side],
  };
}

/**
 * Finds what connections of a cluster may be between: workloads and ranges of addresses outside. There are ranges of
 * IPv6 only where a policy or a pod has to do with IPv6.
 *
 * @param more - further blocks and uses of IPv6, as of another state of the cluster
 */
export function unitsOf(
  { cluster, namespaces, ...own }: SidedPods,
  more: Pick<SidedPods, 'blocks' | 'usesIpv6'> = own,
): Units {
  const blocks = [...new Map([...own.blocks, ...more.blocks]).values()];
  const families: readonly AddressFamily[] =
    own.usesIpv6 || more.usesIpv6 ? ['ipv4', 'ipv6'] : ['ipv4'];
  const sides: ConnectionSide[] = [];
  const units: Unit[] = [];
  const endOf = endsOfPods(cluster);
  const found = namespaces.map(({ name, labels, classes }) => {
    const numberOf = workloadNumbers(sides);
    const selectable: number[] = [];
    for (const { podClass, ingress, egress } of classes) {
      const parts =
        podClass.pods.length > 1
          ? splitByBlocks(podClass.pods, blocks)
          : [podClass.pods];
      for (const pods of parts) {
        const sideOfPod = pods.map(numberOf);
        const number = units.push({
          end: endOf(podClass, labels, pods[0]),
          ingress,
          egress,
          pods,
          sideOfPod,
          sides: sideOfPod.length > 1 ? [...new Set(sideOfPod)] : sideOfPod,
        });
        if (!podClass.hostNetwork) {
          selectable.push(number - 1);
        }
      }
    }
    return { name, labels, units: selectable };
  });
  const firstRange = sides.length;
  for (const family of families) {
    for (const { first, last } of elementaryRanges(family, blocks)) {
      const side = sides.push({ kind: 'range', first, last }) - 1;
      units.push(rangeUnit(first, side));
    }
  }
  return { sides, firstRange, units, namespaces: found, blocks };
}
