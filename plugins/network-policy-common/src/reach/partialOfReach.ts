import { IndexedCluster } from '../cluster/IndexedCluster';
import { Pod } from '../kubernetes/clusterSnapshot';
import { partialOfPod } from '../verdict/partialOfPod';
import { isOpen, Target } from './targets';

function podsOnNodes(
  cluster: IndexedCluster,
  targets: ReadonlySet<Pod>,
): Pod[] {
  const found: Pod[] = [];
  for (const { name } of cluster.namespaces()) {
    for (const { egress, classes } of cluster.sources(name)) {
      if (!egress) {
        found.push(
          ...classes.flatMap(({ pods }) =>
            pods.filter(pod => !targets.has(pod)),
          ),
        );
      }
    }
  }
  return found;
}

/** What the state of the pods leaves open about a reach, one sentence each. */
export function partialOfReach(
  cluster: IndexedCluster,
  pods: readonly Pod[],
  targets: readonly Target[],
): string[] {
  const sentences =
    pods.length > 0
      ? pods.flatMap(partialOfPod)
      : ['No pod of the target runs, so nothing can be said about reach.'];
  const isolated = targets.filter(target => !isOpen(target));
  if (isolated.length === 0) {
    return sentences;
  }
  const onNodes = podsOnNodes(cluster, new Set(pods));
  if (onNodes.length > 0) {
    const namespaces = [
      ...new Set(onNodes.map(({ namespace }) => namespace)),
    ].sort();
    sentences.push(
      `Pods that use their node's network are judged as the node, which can always reach the pods it runs: ${
        onNodes.length
      } in ${namespaces.join(', ')}.`,
    );
  }
  return sentences;
}
