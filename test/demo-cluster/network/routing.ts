import { Pod } from '../kinds/pod';
import { Service } from '../kinds/service';
import { ObjectStore } from '../storage/store';

/** Where a packet ends up once Services are translated. */
export type Route =
  | { type: 'address'; address: string; port: number }
  | { type: 'rejected' };

/** Succeeded and failed pods have given their addresses back. */
export function podAt(store: ObjectStore, address: string): Pod | undefined {
  return store
    .list('pods')
    .find(
      pod =>
        pod.status.podIP === address &&
        !pod.spec.hostNetwork &&
        !['Succeeded', 'Failed'].includes(pod.status.phase),
    );
}

function endpointsOf(
  store: ObjectStore,
  service: Service,
  portName: string | undefined,
  protocol: string,
): { address: string; port: number }[] {
  return store
    .list('endpointslices', service.metadata.namespace)
    .filter(
      slice =>
        slice.metadata.labels?.['kubernetes.io/service-name'] ===
        service.metadata.name,
    )
    .flatMap(slice => {
      const port = slice.ports?.find(
        each =>
          (each.name ?? '') === (portName ?? '') && each.protocol === protocol,
      )?.port;
      if (port === undefined) return [];
      return slice.endpoints
        .filter(endpoint => endpoint.conditions.ready !== false)
        .flatMap(endpoint =>
          endpoint.addresses.map(address => ({ address, port })),
        );
    });
}

/** The proxy of each node: takes turns among a Service's ready endpoints. */
export class ServiceRouter {
  private turn = 0;

  constructor(private readonly store: ObjectStore) {}

  /** A Service without such a port, or without endpoints, rejects. */
  route(address: string, port: number, protocol: string): Route {
    const service = this.store
      .list('services')
      .find(each => each.spec.clusterIP === address);
    if (!service) return { type: 'address', address, port };
    const servicePort = service.spec.ports?.find(
      each => each.port === port && each.protocol === protocol,
    );
    const endpoints = servicePort
      ? endpointsOf(this.store, service, servicePort.name, protocol)
      : [];
    if (endpoints.length === 0) return { type: 'rejected' };
    this.turn += 1;
    return { type: 'address', ...endpoints[this.turn % endpoints.length] };
  }
}
