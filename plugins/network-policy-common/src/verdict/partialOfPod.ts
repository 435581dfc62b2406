import { isFinished } from '../cluster/podClass';
import { Pod } from '../kubernetes/clusterSnapshot';

/** What a pod's own state leaves open, one sentence each. */
export function partialOfPod(pod: Pod): string[] {
  const name = `Pod ${pod.namespace}/${pod.name}`;
  const sentences: string[] = [];
  if (pod.hostNetwork) {
    sentences.push(
      `${name} uses its node's network: network plugins differ in whether policies apply to it, so it is judged as the node.`,
    );
  }
  if (isFinished(pod)) {
    sentences.push(
      `${name} has finished: its address may already be another pod's.`,
    );
  } else if (pod.phase === 'Pending' && pod.addresses.length === 0) {
    sentences.push(`${name} has no address yet, so nothing can reach it now.`);
  }
  return sentences;
}
