import { IndexedCluster } from '../cluster/IndexedCluster';
import { Pod } from '../kubernetes/clusterSnapshot';
import { partialOfPod } from '../verdict/partialOfPod';
import { isOpen, Target } from './targets';

function othersOnNodes({ index }: IndexedCluster, targets: readonly Pod[]) {
  const onHost = targets.filter(({ hostNetwork }) => hostNetwork);
  return index.onNodes
    .all()
    .map(({ namespace, pods }) => ({
      namespace,
      pods: pods - onHost.filter(pod => pod.namespace === namespace).length,
    }))
    .filter(({ pods }) => pods > 0);
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
  const onNodes = othersOnNodes(cluster, pods);
  if (onNodes.length > 0) {
    const total = onNodes.reduce((sum, one) => sum + one.pods, 0);
    const where = onNodes.map(({ namespace }) => namespace).join(', ');
    sentences.push(
      `Pods that use their node's network are judged as the node, which can always reach the pods it runs: ${total} in ${where}.`,
    );
  }
  return sentences;
}
