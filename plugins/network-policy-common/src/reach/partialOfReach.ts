import { IndexedCluster } from '../cluster/IndexedCluster';
import { Pod } from '../kubernetes/clusterSnapshot';
import { partialOfPod } from '../verdict/partialOfPod';
import { isOpen, Target } from './targets';

function podsOnNodes({ index }: IndexedCluster, targets: readonly Pod[]) {
  const namespaces: string[] = [];
  let pods = 0;
  for (const namespace of index.existing()) {
    let there = 0;
    for (const { egress, size } of index.sources(namespace)) {
      if (!egress) {
        there += size;
      }
    }
    if (there > 0) {
      there -= targets.filter(
        pod => pod.hostNetwork && pod.namespace === namespace.name,
      ).length;
    }
    if (there > 0) {
      pods += there;
      namespaces.push(namespace.name);
    }
  }
  return { pods, namespaces };
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
  if (targets.every(isOpen)) {
    return sentences;
  }
  const onNodes = podsOnNodes(cluster, pods);
  if (onNodes.pods > 0) {
    sentences.push(
      `Pods that use their node's network are judged as the node, which can always reach the pods it runs: ${
        onNodes.pods
      } in ${onNodes.namespaces.join(', ')}.`,
    );
  }
  return sentences;
}
