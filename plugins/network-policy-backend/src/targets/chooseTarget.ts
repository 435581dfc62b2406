import {
  IndexedCluster,
  Pod,
  Service,
  serviceDestinations,
} from 'backstage-plugin-network-policy-common';
import { ProbeTarget } from 'backstage-plugin-network-policy-node';
import { WorkloadTarget } from '../reach/evaluateWorkload';

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
  { namespace, pods, reach }: WorkloadTarget,
): ChosenTarget | undefined {
  for (const { name } of reach.services) {
    const service = cluster.service(namespace, name);
    for (const servicePort of service?.ports ?? []) {
      const destinations = service
        ? destinationsOf(cluster, service, servicePort.port)
        : [];
      const own = destinations.filter(({ pod }) => pods.some(isSame(pod)));
      if (service && own.length > 0) {
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
  const declared = reach.ports.find(({ protocol }) => protocol === 'TCP');
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

/** The cluster is kept up to date: a pod that has changed since is another object. */
function isSame({ namespace, name }: Pod) {
  return (other: Pod) => other.namespace === namespace && other.name === name;
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
