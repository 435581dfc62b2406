import { LabelSet } from '../policies/labelSets';
import { Side } from '../policies/side';
import { classesOf, IndexedNamespace, SourceGroup } from './indexedNamespace';
import { PodClass } from './podClass';

/**
 * Groups the pods of a namespace by what policies say of their egress. Policies of clients are few, so there are few
 * groups, and mostly a group is judged as one.
 */
export function groupSources(
  namespace: IndexedNamespace,
  egressOf: (labels: LabelSet) => Side,
): SourceGroup[] {
  const groups = new Map<
    Side | undefined,
    { classes: PodClass[]; size: number }
  >();
  for (const podClass of classesOf(namespace)) {
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
          classes: [podClass],
          size: podClass.pods.length,
        });
      }
    }
  }
  return [...groups].map(([egress, group]) => ({
    ...(egress && { egress }),
    ...group,
  }));
}
