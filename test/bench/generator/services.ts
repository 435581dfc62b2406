import {
  EndpointSlice,
  Service,
  ServicePort,
} from 'backstage-plugin-network-policy-common';
import { Random } from './random';
import { Workload } from './workloads';

function portsOf({ ports, kind }: Workload, random: Random): ServicePort[] {
  const named = random.chance(0.5);
  return ports.map(({ name, protocol, containerPort }) => ({
    ...(name && { name }),
    protocol,
    port: name === 'http' && kind === 'Deployment' ? 80 : containerPort,
    targetPort: named && name ? name : containerPort,
  }));
}

/** The Service of a workload; that of a StatefulSet is headless. */
export function serviceOf(workload: Workload, random: Random): Service {
  const { namespace, name, kind, labels } = workload;
  return {
    namespace,
    name,
    selector: labels,
    headless: kind === 'StatefulSet',
    ports: portsOf(workload, random),
    type: namespace === 'ingress-nginx' ? 'LoadBalancer' : 'ClusterIP',
  };
}

/** A Service without a selector, for a database outside the cluster, with the addresses that it leads to. */
export function databaseOutside(
  namespace: string,
  random: Random,
): { service: Service; endpointSlice: EndpointSlice } {
  const port = { name: 'sql', protocol: 'TCP', port: 5432 } as const;
  return {
    service: {
      namespace,
      name: 'archive-database',
      headless: false,
      ports: [{ ...port, targetPort: 5432 }],
      type: 'ClusterIP',
    },
    endpointSlice: {
      namespace,
      name: `archive-database-${random.suffix(5)}`,
      service: 'archive-database',
      addresses: [`198.51.100.${1 + random.integer(254)}`],
      ports: [port],
    },
  };
}
