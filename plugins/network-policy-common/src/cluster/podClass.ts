import { ContainerPort, Pod } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { LabelSet, LabelSets } from '../policies/labelSets';

/** Pods of one namespace that no selector and no named port tells apart. Only their addresses may differ. */
export interface PodClass {
  namespace: string;
  labels: LabelSet;
  ports: readonly ContainerPort[];
  hostNetwork: boolean;
  /** Succeeded and Failed pods do not count: their addresses may be other pods' by now. */
  finished: boolean;
  pods: Pod[];
}

/**
 * Whether a pod has ended for good: Succeeded and Failed pods do not count, for their addresses may be other pods' by
 * now.
 *
 * @public
 */
export function isFinished({ phase }: Pick<Pod, 'phase'>): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function samePorts(
  one: readonly ContainerPort[],
  other: readonly ContainerPort[],
): boolean {
  return (
    one === other ||
    (one.length === other.length &&
      one.every(
        ({ name, protocol, containerPort }, index) =>
          other[index].containerPort === containerPort &&
          other[index].name === name &&
          other[index].protocol === protocol,
      ))
  );
}

function belongsTo(pod: Pod, candidate: PodClass): boolean {
  return (
    candidate.hostNetwork === pod.hostNetwork &&
    candidate.finished === isFinished(pod) &&
    samePorts(candidate.ports, pod.ports)
  );
}

/**
 * Sorts pods of one namespace into classes, in the order of the first pod of each. What reads objects hands out one
 * object for equal labels where it can, which is quicker to find than labels that are merely equal.
 */
export function classify(
  pods: Iterable<Pod>,
  labelSetOf: (labels: Labels) => LabelSet,
): PodClass[] {
  const sets = new Map<Labels, LabelSet>();
  const alike = new Map<LabelSet, PodClass[]>();
  const classes: PodClass[] = [];
  for (const pod of pods) {
    let labels = sets.get(pod.labels);
    if (!labels) {
      labels = labelSetOf(pod.labels);
      sets.set(pod.labels, labels);
    }
    const candidates = alike.get(labels);
    let podClass = candidates?.find(candidate => belongsTo(pod, candidate));
    if (!podClass) {
      podClass = {
        namespace: pod.namespace,
        labels,
        ports: pod.ports,
        hostNetwork: pod.hostNetwork,
        finished: isFinished(pod),
        pods: [],
      };
      classes.push(podClass);
      if (candidates) {
        candidates.push(podClass);
      } else {
        alike.set(labels, [podClass]);
      }
    }
    podClass.pods.push(pod);
  }
  return classes;
}

/** Sorts pods of one namespace into classes by their labels with some keys, for one question. */
export function classifyBy(
  pods: Iterable<Pod>,
  keys: ReadonlySet<string>,
): PodClass[] {
  const sets = new LabelSets(
    () => -1,
    () => keys,
  );
  return classify(pods, labels => sets.of(labels));
}

/** The pods apart by a key, in the order of their first. */
export function groupBy(
  pods: readonly Pod[],
  keyOf: (pod: Pod) => string,
): Pod[][] {
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const key = keyOf(pod);
    const group = groups.get(key);
    if (group) {
      group.push(pod);
    } else {
      groups.set(key, [pod]);
    }
  }
  return [...groups.values()];
}
