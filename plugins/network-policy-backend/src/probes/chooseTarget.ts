import { ProbeTarget } from 'backstage-plugin-network-policy-node';
import { WorkloadTarget } from '../reach/evaluateWorkload';

/**
 * What a probe connects to: the first TCP port of a Service that leads to the pods, and one of the pods itself. Where
 * there is no such Service, only the pod. Undefined where there is nothing to connect to.
 */
export function chooseTarget({
  namespace,
  pods,
  reach,
}: WorkloadTarget): ProbeTarget | undefined {
  const podAddress = pods.find(
    pod => pod.phase === 'Running' && pod.addresses.length > 0,
  )?.addresses[0];
  for (const service of reach.services) {
    for (const { protocol, port, targetPort } of service.ports) {
      if (protocol === 'TCP' && targetPort !== undefined) {
        return {
          serviceHost: `${service.name}.${namespace}.svc`,
          servicePort: port,
          podAddress,
          port: targetPort,
          protocol,
        };
      }
    }
  }
  const port = reach.ports.find(({ protocol }) => protocol === 'TCP');
  return port && podAddress
    ? { podAddress, port: port.port, protocol: 'TCP' }
    : undefined;
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
