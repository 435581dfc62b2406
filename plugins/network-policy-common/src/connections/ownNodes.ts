import { ClusterIndex } from '../cluster/ClusterIndex';
import { nodeNameOf } from '../cluster/ends';
import { Unit } from './units';

/** The sides that have a pod in the network of a node, by the node's name. */
export function hostsByNode(
  index: ClusterIndex,
  units: readonly Unit[],
): ReadonlyMap<string, ReadonlySet<number>> {
  const hosts = new Map<string, Set<number>>();
  for (const { end, pods, sideOfPod } of units) {
    if (end.kind === 'address') {
      for (const [nth, pod] of pods.entries()) {
        const node = nodeNameOf(index, pod);
        if (node !== undefined) {
          hosts.set(node, (hosts.get(node) ?? new Set()).add(sideOfPod[nth]));
        }
      }
    }
  }
  return hosts;
}
