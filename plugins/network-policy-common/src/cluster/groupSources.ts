import { PreparedEnd } from '../policies/end';
import { Side } from '../policies/side';
import type { ClusterIndex } from './ClusterIndex';
import { prepareEnd } from './ends';
import {
  AddressSpan,
  familiesOf,
  joinSpans,
  partsByFamily,
  PodClass,
  spanOf,
  withPods,
} from './podClass';

/** Pods of one namespace that are alike as sources: what policies say of their egress is the same. */
export interface SourceGroup {
  /** One of them as an end of connections. */
  prepared: PreparedEnd;
  /** Absent for pods in the network of their node: policies are not about them. */
  egress?: Side;
  classes: readonly PodClass[];
  /** How many pods there are. */
  size: number;
  /** Whether they connect over the same families of addresses, whatever the destination. */
  sameFamilies: boolean;
  /** Computed when it is first asked for; the group lives no longer than what it depends on. */
  byFamily?: readonly SourceGroup[];
  span?: AddressSpan;
}

/** The first pod of a class as an end of connections. */
export function prepareClass(
  index: ClusterIndex,
  podClass: PodClass,
): PreparedEnd {
  podClass.prepared ??= prepareEnd(index, {
    kind: 'pod',
    pod: podClass.pods[0],
  });
  return podClass.prepared;
}

function groupOf(
  index: ClusterIndex,
  egress: Side | undefined,
  classes: readonly PodClass[],
): SourceGroup {
  const [first] = classes;
  const families = familiesOf(first.pods[0]);
  let size = 0;
  // A pod without an address takes the family of the other end, so one family for all leaves no choice.
  const onlyOne = index.podFamilies().length < 2;
  let sameFamilies = true;
  for (const podClass of classes) {
    size += podClass.pods.length;
    sameFamilies &&=
      onlyOne ||
      (partsByFamily(podClass).length === 1 &&
        familiesOf(podClass.pods[0]) === families);
  }
  return {
    prepared: prepareClass(index, first),
    egress,
    classes,
    size,
    sameFamilies,
  };
}

/** The pods of a group, those apart that have addresses of other families, or none. */
export function groupsByFamily(
  index: ClusterIndex,
  group: SourceGroup,
): readonly SourceGroup[] {
  if (!group.byFamily) {
    const found = new Map<string, PodClass[]>();
    for (const podClass of group.classes) {
      for (const pods of partsByFamily(podClass)) {
        const part =
          pods.length === podClass.pods.length
            ? podClass
            : withPods(podClass, pods);
        const families = familiesOf(pods[0]);
        const alike = found.get(families);
        if (alike) {
          alike.push(part);
        } else {
          found.set(families, [part]);
        }
      }
    }
    group.byFamily = [...found.values()].map(classes =>
      groupOf(index, group.egress, classes),
    );
  }
  return group.byFamily;
}

/** Where the addresses of a group lie. */
export function spanOfGroup(group: SourceGroup): AddressSpan {
  group.span ??= joinSpans(group.classes.map(spanOf));
  return group.span;
}

/**
 * Groups the pods of a namespace by what policies say of their egress. Policies of clients are few, so there are few
 * groups, and mostly a group is judged as one. Finished pods do not count.
 */
export function groupSources(
  index: ClusterIndex,
  classes: readonly PodClass[],
): SourceGroup[] {
  const groups = new Map<Side | undefined, PodClass[]>();
  for (const podClass of classes) {
    if (!podClass.finished) {
      const egress = podClass.hostNetwork
        ? undefined
        : index.side(podClass.namespace, podClass.labels, 'egress');
      const group = groups.get(egress);
      if (group) {
        group.push(podClass);
      } else {
        groups.set(egress, [podClass]);
      }
    }
  }
  return [...groups].map(([egress, alike]) => groupOf(index, egress, alike));
}
