import {
  IndexedCluster,
  Pod,
  podsOfService,
  Service,
  serviceDestinations,
  targetPorts,
} from 'backstage-plugin-network-policy-common';
import { ProbeTarget } from 'backstage-plugin-network-policy-node';
import { WorkloadTarget } from './workloadTarget';

/**
 * A pod that a probe may end at, and on which of its ports. A named port may be another number on every pod.
 */
export interface Destination {
  pod: Pod;
  port: { protocol: 'TCP'; port: number };
}

/**
 * What a probe connects to, and where it may end: at the entity's own pods only.
 */
export interface ChosenTarget {
  probeTarget: ProbeTarget;
  destinations: readonly Destination[];
  /** The Service that the connection goes through, where there is one. */
  through?: { service: string; port: number };
}

/**
 * Chooses the first TCP port of a Service that leads to the pods, and one of the pods behind it. Where there is no such
 * Service, only a pod. A Service that also leads elsewhere is never chosen, because a connection to it may end at what
 * was not judged. Undefined where there is nothing to connect to; see {@link whyNoTarget}.
 */
export function chooseTarget(
  cluster: IndexedCluster,
  target: WorkloadTarget,
): ChosenTarget | undefined {
  const { services, ports } = targetPorts(cluster, target);
  for (const service of services) {
    const chosen = throughService(cluster, service, target);
    if (chosen) {
      return chosen;
    }
  }
  // To go past a Service to its pods would prove another way than the one that people take.
  if (services.some(service => leadsElsewhere(cluster, service, target))) {
    return undefined;
  }
  const declared = ports.find(({ protocol }) => protocol === 'TCP');
  const port = declared && { protocol: 'TCP' as const, port: declared.port };
  return port && toPod(target.pods.map(pod => ({ pod, port })));
}

/**
 * Why {@link chooseTarget} found nothing to connect to, and what to do about it. It names nothing that is not the
 * entity's.
 */
export function whyNoTarget(
  cluster: IndexedCluster,
  target: WorkloadTarget,
): string {
  const { namespace } = target;
  const foreign = targetPorts(cluster, target).services.find(service =>
    leadsElsewhere(cluster, service, target),
  );
  return foreign
    ? `Service ${foreign.name} in namespace ${namespace} leads to more than the pods of this entity, so a connection to it may end elsewhere. Let the Service select only these pods and remove the EndpointSlices that were added to it, or let the entity select all that the Service does`
    : `There is nothing to connect to in namespace ${namespace}: no Service leads to a TCP port of the pods, and no running pod declares one`;
}

/**
 * The same target in the cluster as it is now: pods come and go while a run waits, and their addresses become those of
 * other pods. Undefined when the target is gone, or leads elsewhere by now.
 */
export function confirmTarget(
  cluster: IndexedCluster,
  { probeTarget, through }: ChosenTarget,
  own: WorkloadTarget,
): ProbeTarget | undefined {
  if (through) {
    const service = cluster.service(own.namespace, through.service);
    const now = service && throughService(cluster, service, own, through.port);
    return now?.probeTarget;
  }
  const { podAddress, port } = probeTarget;
  const isThere = own.pods.some(
    ({ phase, addresses }) =>
      phase === 'Running' && addresses[0] === podAddress,
  );
  return isThere ? { podAddress, port, protocol: 'TCP' } : undefined;
}

function throughService(
  cluster: IndexedCluster,
  service: Service,
  own: WorkloadTarget,
  onlyPort?: number,
): ChosenTarget | undefined {
  if (leadsElsewhere(cluster, service, own)) {
    return undefined;
  }
  const { namespace, name, headless, ports } = service;
  for (const { port: servicePort } of ports) {
    const destinations =
      onlyPort === undefined || onlyPort === servicePort
        ? destinationsOf(cluster, service, servicePort)
        : [];
    const chosen = reachable(destinations) ?? destinations.at(0);
    if (chosen) {
      const { pod, port } = chosen;
      return {
        probeTarget: {
          serviceHost: `${name}.${namespace}.svc`,
          servicePort: headless ? port.port : servicePort,
          podAddress: pod.addresses[0],
          ...port,
        },
        destinations,
        through: { service: name, port: servicePort },
      };
    }
  }
  return undefined;
}

/**
 * Whether a connection to a Service may end at anything but the entity's pods: at other pods that it selects, or at
 * addresses of EndpointSlices, which count beside a selector, too.
 */
function leadsElsewhere(
  cluster: IndexedCluster,
  service: Service,
  { pods }: WorkloadTarget,
): boolean {
  const { namespace, name, type } = service;
  if (type === 'ExternalName' || !service.selector) {
    return true;
  }
  const selected = podsOfService(cluster, service);
  const own = new Set(pods.map(pod => `${pod.namespace}/${pod.name}`));
  if (!selected.every(pod => own.has(`${pod.namespace}/${pod.name}`))) {
    return true;
  }
  const addresses = new Set(selected.flatMap(pod => pod.addresses));
  return cluster
    .endpointSlices(namespace, name)
    .some(slice => slice.addresses.some(address => !addresses.has(address)));
}

function destinationsOf(
  cluster: IndexedCluster,
  service: Service,
  servicePort: number,
): Destination[] {
  const asked = { port: servicePort, protocol: 'TCP' as const };
  return serviceDestinations(cluster, service, asked).flatMap(({ to, port }) =>
    to.kind === 'pod'
      ? [{ pod: to.pod, port: { ...asked, port: port.port } }]
      : [],
  );
}

function toPod(destinations: readonly Destination[]): ChosenTarget | undefined {
  const chosen = reachable(destinations);
  return (
    chosen && {
      probeTarget: { podAddress: chosen.pod.addresses[0], ...chosen.port },
      destinations,
    }
  );
}

function reachable(destinations: readonly Destination[]) {
  return destinations.find(
    ({ pod }) => pod.phase === 'Running' && pod.addresses.length > 0,
  );
}

/**
 * The target as people write it, `host:port`.
 */
export function describeTarget({
  serviceHost,
  servicePort,
  podAddress,
  port,
}: ProbeTarget): string {
  return serviceHost
    ? `${serviceHost}:${servicePort ?? port}`
    : hostAndPort(podAddress ?? '', port);
}

/**
 * An IPv6 address needs brackets before a port.
 */
export function hostAndPort(host: string, port: number): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
