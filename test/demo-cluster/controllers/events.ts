import { createHash } from 'node:crypto';
import { KubernetesObject } from '../kinds/metadata';
import { ControllerContext, timestampOf } from './context';

const kept = 500;

/** Records an Event about an object; the same one again only counts up. */
export function recordEvent(
  context: ControllerContext,
  about: KubernetesObject,
  event: {
    type?: 'Normal' | 'Warning';
    reason: string;
    message: string;
    component: string;
  },
): void {
  const { store } = context;
  const { name, namespace = 'default', uid, resourceVersion } = about.metadata;
  const hash = createHash('sha256')
    .update(`${uid}${event.reason}${event.message}`)
    .digest('hex')
    .slice(0, 16);
  const eventName = `${name}.${hash}`;
  const known = store.get('events', namespace, eventName);
  const time = timestampOf(context);
  const all = store.list('events', namespace);
  if (!known && all.length >= kept) {
    store.remove('events', namespace, all[0].metadata.name);
  }
  store.put('events', {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: known?.metadata ?? {
      name: eventName,
      namespace,
      uid: `${uid.slice(0, 20)}${hash}`,
      resourceVersion: '',
      creationTimestamp: time,
    },
    involvedObject: {
      apiVersion: about.apiVersion,
      kind: about.kind,
      name,
      namespace,
      uid,
      resourceVersion,
    },
    reason: event.reason,
    message: event.message,
    type: event.type ?? 'Normal',
    source: { component: event.component },
    reportingComponent: event.component,
    firstTimestamp: known?.firstTimestamp ?? time,
    lastTimestamp: time,
    count: (known?.count ?? 0) + 1,
  });
}
