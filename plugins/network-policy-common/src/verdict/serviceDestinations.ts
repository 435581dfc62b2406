import { IndexedCluster } from '../cluster/IndexedCluster';
import { isFinished } from '../cluster/podClass';
import { Pod, Service, ServicePort } from '../kubernetes/clusterSnapshot';
import { PodPort } from '../policies/matchPort';
import { Protocol } from '../schema/openapi';
import { ConnectionEnd } from '../cluster/ends';

/**
 * Where a connection to a Service may end: a pod or an address, on the port that policies see there.
 *
 * @public
 */
export interface ServiceDestination {
  to: ConnectionEnd;
  port: PodPort;
  /** The port of the Service that leads there. */
  servicePort: ServicePort;
}

/** The number of a port that a pod declares under a name, for a protocol. */
export function resolvePortName(
  { ports }: Pick<Pod, 'ports'>,
  name: string,
  protocol: Protocol,
): number | undefined {
  return ports.find(port => port.name === name && port.protocol === protocol)
    ?.containerPort;
}

/**
 * The pods that a Service selects; Succeeded and Failed ones do not count.
 *
 * @public
 */
export function podsOfService(
  cluster: IndexedCluster,
  { namespace, selector }: Service,
): Pod[] {
  if (!selector) {
    return [];
  }
  const wanted = Object.entries(selector);
  return [...cluster.pods(namespace)].filter(
    pod =>
      !isFinished(pod) &&
      wanted.every(([key, value]) => pod.labels[key] === value),
  );
}

function isAsked(
  servicePort: ServicePort,
  asked: { port?: number | string; protocol?: Protocol },
): boolean {
  return (
    (asked.port === undefined ||
      asked.port === servicePort.port ||
      asked.port === servicePort.name) &&
    (asked.protocol === undefined || asked.protocol === servicePort.protocol)
  );
}

function endOf(
  podsByAddress: ReadonlyMap<string, Pod>,
  address: string,
): ConnectionEnd {
  const pod = podsByAddress.get(address);
  return pod ? { kind: 'pod', pod } : { kind: 'address', address };
}

// An EndpointSlice may name the address of a pod, and then the pod's policies count.
function addressesOfPods(cluster: IndexedCluster): Map<string, Pod> {
  const found = new Map<string, Pod>();
  for (const pod of cluster.pods()) {
    if (!pod.hostNetwork && !isFinished(pod)) {
      pod.addresses.forEach(address => found.set(address, pod));
    }
  }
  return found;
}

function destinationsOfSlices(
  cluster: IndexedCluster,
  service: Service,
  servicePorts: readonly ServicePort[],
): ServiceDestination[] {
  const slices = [...cluster.endpointSlices(service.namespace, service.name)];
  const podsByAddress =
    slices.length > 0 ? addressesOfPods(cluster) : new Map<string, Pod>();
  return slices.flatMap(({ addresses, ports }) =>
    servicePorts.flatMap(servicePort =>
      ports
        .filter(
          ({ name, protocol }) =>
            protocol === servicePort.protocol &&
            (name ?? '') === (servicePort.name ?? ''),
        )
        .flatMap(({ port }) =>
          addresses.map(address => ({
            to: endOf(podsByAddress, address),
            port: {
              protocol: servicePort.protocol,
              port: port ?? servicePort.port,
            },
            servicePort,
          })),
        ),
    ),
  );
}

/**
 * Where connections to a Service end: its pods on their own ports (a named target port may be another number on every
 * pod), the addresses of its EndpointSlices where it has no selector, and nothing for an ExternalName. A headless
 * Service's name leads to the pods' addresses, so that clients connect to its target ports just the same.
 *
 * @param cluster - the cluster
 * @param service - the Service
 * @param asked - a port of the Service by number or name, and its protocol; every port when neither is given
 * @public
 */
export function serviceDestinations(
  cluster: IndexedCluster,
  service: Service,
  asked: { port?: number | string; protocol?: Protocol } = {},
): ServiceDestination[] {
  if (service.type === 'ExternalName') {
    return [];
  }
  const servicePorts = service.ports.filter(port => isAsked(port, asked));
  if (!service.selector) {
    return destinationsOfSlices(cluster, service, servicePorts);
  }
  return podsOfService(cluster, service).flatMap(pod =>
    servicePorts.flatMap((servicePort): ServiceDestination[] => {
      const { targetPort, protocol } = servicePort;
      const port =
        typeof targetPort === 'number'
          ? targetPort
          : resolvePortName(pod, targetPort, protocol);
      return port === undefined
        ? []
        : [{ to: { kind: 'pod', pod }, port: { protocol, port }, servicePort }];
    }),
  );
}
