import { KubernetesObject } from '../kinds/metadata';
import { Pod, podSchema } from '../kinds/pod';
import { ageOf } from './duration';
import type { Column } from './columns';

/** The one word that `kubectl get pods` shows for all that a pod is going through. */
function podStatusWord(pod: Pod): string {
  if (pod.metadata.deletionTimestamp) return 'Terminating';
  const states = (pod.status.containerStatuses ?? []).map(each => each.state);
  const waiting = states.find(state => state.waiting?.reason)?.waiting?.reason;
  if (waiting) return waiting;
  const ended = states.filter(state => state.terminated);
  const last = ended[ended.length - 1]?.terminated?.reason;
  if (pod.status.reason) return pod.status.reason;
  if (last && !states.some(state => state.running)) return last;
  return pod.status.phase;
}

function read<T>(of: (pod: Pod) => T): (object: KubernetesObject) => T {
  return object => of(podSchema.parse(object));
}

export const podColumns: Column[] = [
  { name: 'Name', value: object => object.metadata.name },
  {
    name: 'Ready',
    value: read(({ spec, status }) => {
      const ready = status.containerStatuses?.filter(each => each.ready);
      return `${ready?.length ?? 0}/${spec.containers.length}`;
    }),
  },
  { name: 'Status', value: read(podStatusWord) },
  {
    name: 'Restarts',
    value: read(({ status }) => {
      const restarts = status.containerStatuses?.map(each => each.restartCount);
      return String((restarts ?? []).reduce((sum, each) => sum + each, 0));
    }),
  },
  {
    name: 'Age',
    value: (object, now) => ageOf(object.metadata.creationTimestamp, now),
  },
  { name: 'IP', priority: 1, value: read(pod => pod.status.podIP ?? '<none>') },
  {
    name: 'Node',
    priority: 1,
    value: read(pod => pod.spec.nodeName ?? '<none>'),
  },
  { name: 'Nominated Node', priority: 1, value: () => '<none>' },
  { name: 'Readiness Gates', priority: 1, value: () => '<none>' },
];
