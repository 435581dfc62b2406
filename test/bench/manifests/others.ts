import {
  EndpointSlice,
  Namespace,
  Node,
  Service,
} from 'backstage-plugin-network-policy-common';

/** A Namespace, its label of its own name included, as the API server gives it. */
export function namespaceManifest({
  name,
  labels,
  annotations,
}: Namespace): object {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels, annotations },
  };
}

/** A Service. */
export function serviceManifest(service: Service): object {
  const { namespace, name, selector, headless, ports, type } = service;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: {
      type,
      ...(headless && { clusterIP: 'None' }),
      ...(selector && { selector }),
      ports,
    },
  };
}

/** An EndpointSlice of IPv4 addresses that are ready. */
export function endpointSliceManifest({
  namespace,
  name,
  service,
  addresses,
  ports,
}: EndpointSlice): object {
  return {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name,
      namespace,
      ...(service && { labels: { 'kubernetes.io/service-name': service } }),
    },
    addressType: 'IPv4',
    endpoints: [{ addresses, conditions: { ready: true } }],
    ports,
  };
}

/** A Node. */
export function nodeManifest({ name, labels, addresses }: Node): object {
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name, labels },
    status: {
      addresses: [
        ...addresses.map(address => ({ type: 'InternalIP', address })),
        { type: 'Hostname', address: name },
      ],
    },
  };
}
