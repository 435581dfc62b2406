import { NetworkPolicy, PolicyType } from '../kubernetes/networkPolicy';
import { Endpoint } from '../verdict/endpoint';
import { PodPort, resolvePortName } from '../verdict/matchRule';

const protocols = ['TCP', 'UDP', 'SCTP'] as const;

/**
 * Ports that stand for every port of a pod whose ports are not known. Where the ranges of two rules overlap, the start
 * of one of them lies in both, so the starts of all ranges are enough.
 */
export function candidatePorts(
  policies: readonly { policy: NetworkPolicy; direction: PolicyType }[],
  destination: Endpoint,
): PodPort[] {
  const found = new Map<string, PodPort>();
  const add = (port: PodPort) =>
    found.set(`${port.protocol} ${port.port}`, port);
  protocols.forEach(protocol => add({ protocol, port: 1 }));
  for (const { policy, direction } of policies) {
    const rules = direction === 'Ingress' ? policy.ingress : policy.egress;
    for (const { protocol, port } of rules.flatMap(({ ports }) => ports)) {
      const start =
        typeof port === 'string' && destination.kind !== 'address'
          ? resolvePortName(destination.pod, port, protocol)
          : port;
      if (typeof start === 'number') {
        add({ protocol, port: start });
      }
    }
  }
  return [...found.values()];
}
