import { Pod } from '../kubernetes/clusterSnapshot';
import { withMore } from '../policies/withMore';
import { forgetSources, IndexedNamespace } from './indexedNamespace';

/** So many are looked through as quickly as a table is asked, which would take more memory than the list. */
const few = 32;

/** Adds pods that are not there yet. */
export function addPods(
  namespace: IndexedNamespace,
  pods: readonly Pod[],
): void {
  namespace.pods = withMore(namespace.pods, pods);
  pods.forEach(pod => namespace.podsByName?.set(pod.name, pod));
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
  const { pods } = namespace;
  if (pods.length <= few) {
    return pods.find(pod => pod.name === name);
  }
  namespace.podsByName ??= new Map(pods.map(pod => [pod.name, pod]));
  return namespace.podsByName.get(name);
}
