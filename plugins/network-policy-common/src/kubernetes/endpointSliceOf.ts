import { EndpointSlice } from './clusterSnapshot';
import { Labels } from './labels';

/** The label by which a slice belongs to a Service. */
const serviceNameLabel = 'kubernetes.io/service-name';

/** An endpoint of a slice. What is not said of its readiness means that it is ready. */
export interface Endpoint {
  addresses: readonly string[];
  ready: boolean;
}

/** An EndpointSlice by what it says. Endpoints that are names lead out of the cluster. */
export function endpointSliceOf(
  {
    namespace,
    name,
    labels,
  }: { namespace: string; name: string; labels: Labels },
  addressType: 'IPv4' | 'IPv6' | 'FQDN',
  endpoints: readonly Endpoint[],
  ports: EndpointSlice['ports'],
): EndpointSlice {
  const service = labels[serviceNameLabel];
  const serving =
    addressType === 'FQDN' ? [] : endpoints.filter(({ ready }) => ready);
  return {
    namespace,
    name,
    ...(service && { service }),
    addresses: [...new Set(serving.flatMap(({ addresses }) => addresses))],
    ports,
  };
}
