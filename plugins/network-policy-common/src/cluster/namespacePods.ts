import { Pod } from '../kubernetes/clusterSnapshot';
import { forgetSources, IndexedNamespace } from './indexedNamespace';

/** Adds a pod that is not there yet. */
export function addPod(namespace: IndexedNamespace, pod: Pod): void {
  namespace.pods.push(pod);
  namespace.podsByName?.set(pod.name, pod);
  namespace.classes = undefined;
  forgetSources(namespace);
}

/** Takes out a pod that is there. */
export function removePod(namespace: IndexedNamespace, pod: Pod): void {
  namespace.pods.splice(namespace.pods.indexOf(pod), 1);
  namespace.podsByName?.delete(pod.name);
  namespace.classes = undefined;
  forgetSources(namespace);
}

/** Finds a pod by its name. */
export function podByName(
  namespace: IndexedNamespace,
  name: string,
): Pod | undefined {
  namespace.podsByName ??= new Map(namespace.pods.map(pod => [pod.name, pod]));
  return namespace.podsByName.get(name);
}
