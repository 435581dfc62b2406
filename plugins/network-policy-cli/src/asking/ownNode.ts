import { Directory } from './directory';
import { Tried } from './ask';
import { describeEnd } from '../words/sides';

/** What is open where a node connects to pods of which nothing says where they run, in a sentence. */
export function unknownNodes(
  directory: Directory,
  tried: readonly Tried[],
): string[] {
  const pods = new Set(
    tried.flatMap(({ from, leg: { to }, verdict }) =>
      to.kind === 'pod' &&
      !to.pod.hostNetwork &&
      to.pod.nodeName === undefined &&
      !verdict.ingress.allowed &&
      directory.isOnNode(from)
        ? [describeEnd(to)]
        : [],
    ),
  );
  const [pod] = pods;
  if (pod === undefined) {
    return [];
  }
  const where = pods.size > 1 ? `${pods.size} of the pods run` : `${pod} runs`;
  return [
    `A node always reaches the pods that it runs, and it is not known where ${where}.`,
  ];
}
