import { isMap } from '../apply/field-schema';
import { Node, Pod } from '../kinds/pod';
import { parseLabelSelector } from '../storage/selectors';
import { ObjectStore } from '../storage/store';

/** The annotation by which Kubernetes ties a namespace's pods to some nodes. */
const nodeSelector = 'scheduler.alpha.kubernetes.io/node-selector';

function isTainted(node: Node): boolean {
  const taints = isMap(node.spec) ? node.spec.taints : undefined;
  return Array.isArray(taints) && taints.length > 0;
}

/**
 * The node for a pod: the one with the fewest pods among those it may go to.
 *
 * @throws Error when the seed has no node for it.
 */
export function chooseNode(store: ObjectStore, pod: Pod): Node {
  const namespace = store.get('namespaces', '', pod.metadata.namespace ?? '');
  const selector = namespace?.metadata.annotations?.[nodeSelector];
  const matches = parseLabelSelector(selector ?? null);
  const suitable = store
    .list('nodes')
    .filter(node =>
      selector ? matches(node.metadata.labels ?? {}) : !isTainted(node),
    );
  const load = new Map<string, number>();
  for (const { spec } of store.list('pods')) {
    const name = spec.nodeName ?? '';
    load.set(name, (load.get(name) ?? 0) + 1);
  }
  const count = (node: Node) => load.get(node.metadata.name) ?? 0;
  const [first] = suitable.sort((a, b) => count(a) - count(b));
  if (!first) throw new Error('The demo cluster has no node for this pod');
  return first;
}
