import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { EndpointSlice, endpointSliceSchema, Service } from '../kinds/service';
import { Pod } from '../kinds/pod';
import { definitionOf } from '../storage/registry';
import { matchesSelector } from '../storage/selectors';
import { StoreEvent } from '../storage/store';
import {
  Controller,
  ControllerContext,
  controllerManager,
  controllerReference,
  keyOf,
  objectOf,
  ownedBy,
} from './context';
import { WorkQueue } from './work-queue';

type SlicePort = NonNullable<EndpointSlice['ports']>[number];

/** A Service's ports as one pod serves them; a name may differ from pod to pod. */
function portsOf(service: Service, pod: Pod): SlicePort[] {
  const containerPorts = pod.spec.containers.flatMap(each => each.ports ?? []);
  return (service.spec.ports ?? []).flatMap(port => {
    const target = port.targetPort ?? port.port;
    const number =
      typeof target === 'number'
        ? target
        : containerPorts.find(
            each => each.name === target && each.protocol === port.protocol,
          )?.containerPort;
    return number === undefined
      ? []
      : [{ name: port.name ?? '', protocol: port.protocol, port: number }];
  });
}

function endpointOf(pod: Pod) {
  const ready =
    pod.status.conditions?.some(
      condition => condition.type === 'Ready' && condition.status === 'True',
    ) ?? false;
  const { name, namespace, uid } = pod.metadata;
  return {
    addresses: [pod.status.podIP ?? ''],
    conditions: { ready, serving: ready, terminating: false },
    nodeName: pod.spec.nodeName,
    targetRef: { kind: 'Pod', name, namespace, uid },
  };
}

/** Keeps the EndpointSlices of Services that have a selector. */
export class EndpointController implements Controller {
  private readonly queue = new WorkQueue(key => this.reconcile(key));

  constructor(private readonly context: ControllerContext) {}

  get idle(): boolean {
    return this.queue.idle;
  }

  observe({ resource, object, type }: StoreEvent): void {
    if (resource === 'services' && type !== 'DELETED') {
      this.queue.add(keyOf(object));
    }
    if (resource === 'pods') {
      const { namespace } = object.metadata;
      for (const service of this.context.store.list('services', namespace)) {
        this.queue.add(keyOf(service));
      }
    }
  }

  stop(): void {
    this.queue.stop();
  }

  private reconcile(key: string): void {
    const { store } = this.context;
    const service = objectOf(store, 'services', key);
    const selector = service?.spec.selector;
    if (!service || !selector || Object.keys(selector).length === 0) return;
    const { namespace } = service.metadata;
    const pods = store
      .list('pods', namespace)
      .filter(
        pod =>
          pod.status.podIP &&
          !['Succeeded', 'Failed'].includes(pod.status.phase) &&
          matchesSelector({ matchLabels: selector }, pod.metadata.labels),
      );
    const groups = new Map<string, Pod[]>([['[]', []]]);
    for (const pod of pods) {
      const ports = JSON.stringify(portsOf(service, pod));
      groups.set(ports, [...(groups.get(ports) ?? []), pod]);
    }
    if (groups.size > 1) groups.delete('[]');
    const wanted = [...groups].map(([ports, members]) =>
      this.sliceOf(service, ports, members),
    );
    this.store(service, wanted);
  }

  private sliceOf(service: Service, ports: string, pods: Pod[]) {
    const { name } = service.metadata;
    const hash = createHash('sha256').update(`${name}${ports}`).digest('hex');
    return {
      metadata: {
        name: `${name}-${hash.slice(0, 5)}`,
        labels: {
          'kubernetes.io/service-name': name,
          'endpointslice.kubernetes.io/managed-by':
            'endpointslice-controller.k8s.io',
        },
        ownerReferences: [controllerReference('services', service)],
      },
      addressType: 'IPv4',
      ports: endpointSliceSchema.shape.ports.parse(JSON.parse(ports)),
      endpoints: pods.map(endpointOf),
    };
  }

  private store(
    service: Service,
    wanted: ReturnType<EndpointController['sliceOf']>[],
  ): void {
    const { store, writer } = this.context;
    const { namespace } = service.metadata;
    const definition = definitionOf('endpointslices');
    const known = ownedBy(store.list('endpointslices', namespace), service);
    for (const { metadata } of known) {
      if (!wanted.some(slice => slice.metadata.name === metadata.name)) {
        store.remove('endpointslices', namespace, metadata.name);
      }
    }
    for (const slice of wanted) {
      const { name } = slice.metadata;
      const current = store.get('endpointslices', namespace, name);
      const target = { definition, namespace, name };
      const { ports, endpoints } = slice;
      if (!current) {
        writer.create(target, slice, controllerManager);
      } else if (
        !isDeepStrictEqual(current.endpoints, endpoints) ||
        !isDeepStrictEqual(current.ports, ports)
      ) {
        store.put('endpointslices', { ...current, ports, endpoints });
      }
    }
  }
}
