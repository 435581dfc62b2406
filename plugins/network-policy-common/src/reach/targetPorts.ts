import { IndexedCluster } from '../cluster/IndexedCluster';
import { Pod, Service, ServicePort } from '../kubernetes/clusterSnapshot';
import { Port, TargetService } from '../schema/openapi';
import { resolvePortName } from '../verdict/serviceDestinations';

// Sorting by a locale loads its rules first, which takes longer than all else here.
function compareText(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}

/** The Services that select at least one of the pods, sorted by name. */
export function servicesOf(
  cluster: IndexedCluster,
  namespace: string,
  pods: readonly Pod[],
): Service[] {
  return [...cluster.services(namespace)]
    .filter(({ selector }) => {
      if (!selector) {
        return false;
      }
      const wanted = Object.entries(selector);
      return pods.some(({ labels }) =>
        wanted.every(([key, value]) => labels[key] === value),
      );
    })
    .sort((one, other) => compareText(one.name, other.name));
}

// A named target port may be another number on every pod.
function targetPortsOf(
  { targetPort, protocol }: ServicePort,
  pods: readonly Pod[],
): number[] {
  return typeof targetPort === 'number'
    ? [targetPort]
    : pods
        .map(pod => resolvePortName(pod, targetPort, protocol))
        .filter(port => port !== undefined);
}

/** A Service as the API gives it. */
export function describeService(
  service: Service,
  pods: readonly Pod[],
): TargetService {
  return {
    name: service.name,
    ports: service.ports.map(servicePort => {
      const { protocol, port, name } = servicePort;
      const [targetPort] = targetPortsOf(servicePort, pods);
      return {
        protocol,
        port,
        ...(name && { name }),
        ...(targetPort !== undefined && { targetPort }),
      };
    }),
  };
}

function distinct(ports: readonly Port[]): Port[] {
  const byKey = new Map<string, Port>();
  for (const port of ports) {
    const key = `${port.protocol} ${port.port}`;
    if (!byKey.has(key)) {
      byKey.set(key, port);
    }
  }
  return [...byKey.values()].sort(
    (one, other) =>
      compareText(one.protocol, other.protocol) || one.port - other.port,
  );
}

/** The pod ports that verdicts are about: those of the Services, else those that the containers declare. */
export function portsOf(
  services: readonly Service[],
  pods: readonly Pod[],
): Port[] {
  const ofServices = services.flatMap(({ ports }) =>
    ports.flatMap(servicePort =>
      targetPortsOf(servicePort, pods).map(port => ({
        protocol: servicePort.protocol,
        port,
        ...(servicePort.name && { name: servicePort.name }),
      })),
    ),
  );
  const declared = pods.flatMap(({ ports }) =>
    ports.map(({ protocol, containerPort, name }) => ({
      protocol,
      port: containerPort,
      ...(name && { name }),
    })),
  );
  return distinct(services.length > 0 ? ofServices : declared);
}

/**
 * The Services that lead to some pods of a namespace, and the pod ports that verdicts about them are about.
 *
 * @public
 */
export function targetPorts(
  cluster: IndexedCluster,
  { namespace, pods }: { namespace: string; pods: readonly Pod[] },
): { services: readonly Service[]; ports: readonly Port[] } {
  const services = servicesOf(cluster, namespace, pods);
  return { services, ports: portsOf(services, pods) };
}
