import { LabelSet } from '../policies/labelSets';
import { Side } from '../policies/side';
import { PodClass } from './podClass';

/** Pods of a namespace that are alike as sources: what policies say of their egress is the same. */
export interface SourceGroup {
  /** Absent for pods in the network of their node: policies are not about them. */
  egress?: Side;
  classes: readonly PodClass[];
  /** How many pods there are. */
  size: number;
}

/**
 * Groups the pods of a namespace by what policies say of their egress. Policies of clients are few, so there are few
 * groups, and mostly a group is judged as one. Finished pods do not count.
 */
export function groupSources(
  classes: readonly PodClass[],
  egressOf: (labels: LabelSet) => Side,
): SourceGroup[] {
  const groups = new Map<
    Side | undefined,
    { egress?: Side; classes: PodClass[]; size: number }
  >();
  for (const podClass of classes) {
    if (!podClass.finished) {
      const egress = podClass.hostNetwork
        ? undefined
        : egressOf(podClass.labels);
      const group = groups.get(egress);
      if (group) {
        group.classes.push(podClass);
        group.size += podClass.pods.length;
      } else {
        groups.set(egress, {
          ...(egress && { egress }),
          classes: [podClass],
          size: podClass.pods.length,
        });
      }
    }
  }
  return [...groups.values()];
}
