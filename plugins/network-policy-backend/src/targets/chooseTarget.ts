import {
  IndexedCluster,
  Pod,
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
 * What a probe connects to, and where it may end.
 */
export interface ChosenTarget {
  probeTarget: ProbeTarget;
  destinations: readonly Destination[];
}

/**
 * Chooses the first TCP port of a Service that leads to the pods, and one of the pods behind it. A connection to the
 * Service may end at any pod that it selects, others' too. Where there is no such Service, only a pod. Undefined where
 * there is nothing to connect to.
 */
export function chooseTarget(
  cluster: IndexedCluster,
  target: WorkloadTarget,
): ChosenTarget | undefined {
  const { namespace, pods } = target;
  const { services, ports } = targetPorts(cluster, target);
  // The cluster is kept up to date: a pod that has changed since is another object.
  const names = new Set(pods.map(({ name }) => name));
  const isOwn = ({ pod }: Destination) =>
    pod.namespace === namespace && names.has(pod.name);
  for (const service of services) {
    const { name } = service;
    for (const servicePort of service.ports) {
      const destinations = destinationsOf(cluster, service, servicePort.port);
      const own = destinations.filter(isOwn);
      if (own.length > 0) {
        const { pod, port } = reachable(own) ?? own[0];
        return {
          probeTarget: {
            serviceHost: `${name}.${namespace}.svc`,
            servicePort: service.headless ? port.port : servicePort.port,
            podAddress: pod.addresses[0],
            ...port,
          },
          destinations,
        };
      }
    }
  }
  const declared = ports.find(({ protocol }) => protocol === 'TCP');
  const port = declared && { protocol: 'TCP' as const, port: declared.port };
  const destinations = port ? pods.map(pod => ({ pod, port })) : [];
  const chosen = reachable(destinations);
  return (
    chosen && {
      probeTarget: { podAddress: chosen.pod.addresses[0], ...chosen.port },
      destinations,
    }
  );
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
