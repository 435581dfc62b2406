import { nodeNameOf } from '../cluster/ends';
import { IndexedCluster } from '../cluster/IndexedCluster';
import { workloadKey, workloadOf } from './connectionSide';
import { Units } from './units';

/**
 * Tells which sides have a pod in the network of a node that runs a pod of some side. Such a pod reaches it whatever the
 * policies say.
 */
export function ownNodes(
  { index }: IndexedCluster,
  { sides, units }: Units,
): (to: number) => Iterable<number> {
  const numbers = new Map(
    sides.flatMap((side, number) =>
      side.kind === 'workload'
        ? [[workloadKey(side.workload), number] as const]
        : [],
    ),
  );
  const hostsOf = new Map<string, Set<number>>();
  const nodesOf = new Map<number, Set<string>>();
  for (const { end, pods } of units) {
    for (const pod of pods) {
      const side = numbers.get(workloadKey(workloadOf(pod)));
      const isHost = end.kind === 'address';
      const node = isHost ? nodeNameOf(index, pod) : pod.nodeName;
      if (side !== undefined && node !== undefined && isHost) {
        hostsOf.set(node, (hostsOf.get(node) ?? new Set()).add(side));
      } else if (side !== undefined && node !== undefined) {
        nodesOf.set(side, (nodesOf.get(side) ?? new Set()).add(node));
      }
    }
  }
  return to => {
    const found = new Set<number>();
    for (const node of nodesOf.get(to) ?? []) {
      hostsOf.get(node)?.forEach(side => found.add(side));
    }
    return found;
  };
}
