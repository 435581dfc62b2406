import { Pod } from '../kubernetes/clusterSnapshot';
import { isFinished } from './podClass';

/** Counts the pods that use the network of their node, by namespace. Finished ones do not count. */
export class PodsOnNodes {
  private readonly counts = new Map<string, number>();

  add(pod: Pod): void {
    this.count(pod, 1);
  }

  remove(pod: Pod): void {
    this.count(pod, -1);
  }

  /** The namespaces that have some, by name. */
  all(): { namespace: string; pods: number }[] {
    return [...this.counts]
      .map(([namespace, pods]) => ({ namespace, pods }))
      .sort((one, other) => (one.namespace < other.namespace ? -1 : 1));
  }

  private count(pod: Pod, change: 1 | -1): void {
    if (pod.hostNetwork && !isFinished(pod)) {
      const { namespace } = pod;
      const pods = (this.counts.get(namespace) ?? 0) + change;
      if (pods === 0) {
        this.counts.delete(namespace);
      } else {
        this.counts.set(namespace, pods);
      }
    }
  }
}
