import { Pod } from '../kubernetes/clusterSnapshot';
import { LabelSet } from '../policies/labelSets';
import { forgetSources, IndexedNamespace } from './indexedNamespace';
import { belongsTo, forgetComputed, isFinished, PodClass } from './podClass';

function newClass(pod: Pod, labels: LabelSet): PodClass {
  return {
    namespace: pod.namespace,
    labels,
    ports: pod.ports,
    hostNetwork: pod.hostNetwork,
    finished: isFinished(pod),
    pods: [],
  };
}

function classFor(
  { classes }: IndexedNamespace,
  pod: Pod,
  labels: LabelSet,
): PodClass {
  const alike = classes.get(labels);
  if (!alike) {
    const only = newClass(pod, labels);
    classes.set(labels, [only]);
    return only;
  }
  for (const candidate of alike) {
    if (belongsTo(pod, candidate)) {
      return candidate;
    }
  }
  const another = newClass(pod, labels);
  alike.push(another);
  return another;
}

/** Adds a pod that is not there yet. */
export function addPod(
  namespace: IndexedNamespace,
  pod: Pod,
  labels: LabelSet,
): void {
  const podClass = classFor(namespace, pod, labels);
  podClass.pods.push(pod);
  forgetComputed(podClass);
  forgetSources(namespace);
  namespace.podsByName?.set(pod.name, pod);
}

/** Takes out a pod that is there. */
export function removePod(
  namespace: IndexedNamespace,
  pod: Pod,
  labels: LabelSet,
): void {
  const alike = namespace.classes.get(labels) ?? [];
  for (const podClass of alike) {
    const position = podClass.pods.indexOf(pod);
    if (position >= 0) {
      podClass.pods.splice(position, 1);
      forgetComputed(podClass);
    }
  }
  const left = alike.filter(({ pods }) => pods.length > 0);
  if (left.length > 0) {
    namespace.classes.set(labels, left);
  } else {
    namespace.classes.delete(labels);
  }
  forgetSources(namespace);
  namespace.podsByName?.delete(pod.name);
}

/** The classes of a namespace. */
export function classesOf({ classes }: IndexedNamespace): PodClass[] {
  const found: PodClass[] = [];
  for (const alike of classes.values()) {
    found.push(...alike);
  }
  return found;
}

/** Every pod of a namespace, finished ones too. */
export function podsOf(namespace: IndexedNamespace): Pod[] {
  return classesOf(namespace).flatMap(({ pods }) => pods);
}

/** Finds a pod by its name. */
export function podByName(
  namespace: IndexedNamespace,
  name: string,
): Pod | undefined {
  namespace.podsByName ??= new Map(
    podsOf(namespace).map(pod => [pod.name, pod]),
  );
  return namespace.podsByName.get(name);
}
