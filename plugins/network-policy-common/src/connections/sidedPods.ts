import { IndexedCluster } from '../cluster/IndexedCluster';
import { PodClass } from '../cluster/podClass';
import { AddressFamily } from '../kubernetes/addresses';
import { Block } from '../policies/block';
import { LabelSet } from '../policies/labelSets';
import { Side } from '../policies/side';

/** Pods that are alike, with what restricts their connections; what nothing restricts has no side. */
export interface SidedClass {
  podClass: PodClass;
  ingress?: Side;
  egress?: Side;
}

/** The pods of a namespace that count. */
export interface SidedNamespace {
  name: string;
  labels: LabelSet;
  classes: readonly SidedClass[];
}

/** The pods of a cluster with what policies say of them. */
export interface SidedPods {
  cluster: IndexedCluster;
  namespaces: readonly SidedNamespace[];
  /** The blocks by which policies tell ends apart, by their keys. */
  blocks: ReadonlyMap<string, Block>;
  /** The families that two ends without an address may connect over. */
  podFamilies: readonly AddressFamily[];
  /** Whether a policy or a pod has to do with IPv6. */
  usesIpv6: boolean;
}

function restricts({ admin, isolating, baseline }: Side): boolean {
  return admin.length > 0 || isolating.length > 0 || baseline.length > 0;
}

/** Finds the pods that connections may be between, and what policies say of them. Finished pods do not count. */
export function sidedPodsOf(cluster: IndexedCluster): SidedPods {
  const { index } = cluster;
  const blocks = new Map<string, Block>();
  const sideOf = (
    { namespace, labels, hostNetwork }: PodClass,
    direction: 'ingress' | 'egress',
  ): Side | undefined => {
    if (hostNetwork) {
      return undefined;
    }
    const side = index.side(namespace, labels, direction);
    for (const block of side.blocks) {
      blocks.set(block.key, block);
    }
    return restricts(side) ? side : undefined;
  };
  const namespaces: SidedNamespace[] = [];
  for (const { name, labels } of index.existing()) {
    const classes: SidedClass[] = [];
    for (const podClass of index.classes(name)) {
      if (!podClass.finished) {
        classes.push({
          podClass,
          ingress: sideOf(podClass, 'ingress'),
          egress: sideOf(podClass, 'egress'),
        });
      }
    }
    namespaces.push({ name, labels, classes });
  }
  const podFamilies = index.addresses.allFamilies();
  return {
    cluster,
    namespaces,
    blocks,
    podFamilies,
    usesIpv6:
      podFamilies.includes('ipv6') ||
      [...blocks.values()].some(({ range }) => range.family === 'ipv6'),
  };
}
