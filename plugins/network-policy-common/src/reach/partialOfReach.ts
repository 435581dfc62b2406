import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import { isFinished, partialOfPod } from '../verdict/evaluateConnection';
import { TargetGroup } from './targets';

/** What the state of the pods leaves open about a reach, one sentence each. */
export function partialOfReach(
  snapshot: ClusterSnapshot,
  pods: readonly Pod[],
  targets: readonly TargetGroup[],
): string[] {
  const sentences =
    pods.length > 0
      ? pods.flatMap(partialOfPod)
      : ['No pod of the target runs, so nothing can be said about reach.'];
  const isolated = targets.filter(
    ({ ingressPolicies }) => ingressPolicies.length > 0,
  );
  if (isolated.length > 0 && isolated.length < targets.length) {
    sentences.push(
      'Policies isolate some of the pods and not the others, so whether a connection succeeds depends on the pod that answers.',
    );
  }
  const onNodes = snapshot.pods.filter(
    pod => pod.hostNetwork && !isFinished(pod) && !pods.includes(pod),
  );
  if (isolated.length > 0 && onNodes.length > 0) {
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
