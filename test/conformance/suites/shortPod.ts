import { ContainerPort, Labels, Namespace, Node, Pod } from '../naive/objects';

/** A pod as the suites write it in short. */
export interface ShortPod {
  namespace: string;
  name: string;
  labels: Labels | null;
  ports: ContainerPort[];
  ip?: string;
  podIPs?: string[];
  hostNetwork?: boolean;
}

/** A Namespace, or a Node, as the suites write it in short. */
export interface ShortObject {
  name: string;
  labels: Labels;
}

/** The running pod in full. */
export const podOf = (short: ShortPod): Pod & { apiVersion: string } => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    namespace: short.namespace,
    name: short.name,
    labels: short.labels ?? {},
  },
  spec: {
    hostNetwork: short.hostNetwork ?? false,
    containers: [{ ports: short.ports }],
  },
  status: {
    phase: 'Running',
    podIPs: (short.podIPs ?? (short.ip ? [short.ip] : [])).map(ip => ({ ip })),
  },
});

/** The Namespace in full. */
export const namespaceOf = ({
  name,
  labels,
}: ShortObject): Namespace & { apiVersion: string } => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

/** The Node in full. */
export const nodeOf = ({
  name,
  labels,
  addresses,
}: ShortObject & { addresses: string[] }): Node & { apiVersion: string } => ({
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name, labels },
  status: {
    addresses: addresses.map(address => ({ type: 'InternalIP', address })),
  },
});
