// What the policies are about: three namespaces, nine pods, four Services. Policies come and go; these stay.
import { Labels } from '../../conformance/naive/objects';

export const namespaceKeys = ['a', 'b', 'c'] as const;
export type NamespaceKey = (typeof namespaceKeys)[number];

/** Labels beside that of its name, which the API server sets. */
export const namespaceLabels: Record<NamespaceKey, Labels> = {
  a: { team: 'x' },
  b: { team: 'y', tier: '' },
  c: {},
};

/** Every pod answers on each of these, over TCP and UDP, whatever ports it declares. */
export const servedPorts = [8080, 8081, 8082] as const;
export const protocols = ['TCP', 'UDP'] as const;

interface DeclaredPort {
  name: string;
  protocol: 'TCP' | 'UDP';
  containerPort: (typeof servedPorts)[number];
}

export interface DeclaredPod {
  namespace: NamespaceKey;
  /** Unique in the cluster: it is what the pod answers. */
  name: string;
  labels: Labels;
  ports: readonly DeclaredPort[];
  /** Ports that a second container declares: only there may a name stand for another protocol, too. */
  morePorts?: readonly DeclaredPort[];
}

const tcp = (name: string, containerPort: 8080 | 8081 | 8082) =>
  ({ name, protocol: 'TCP', containerPort } as const);
const udp = (name: string, containerPort: 8080 | 8081 | 8082) =>
  ({ name, protocol: 'UDP', containerPort } as const);

/** A name of a port means another number on nearly every pod. */
export const declaredPods: readonly DeclaredPod[] = [
  {
    namespace: 'a',
    name: 'a1',
    labels: { app: 'x', role: 'x' },
    ports: [tcp('http', 8080), udp('dns', 8080)],
  },
  {
    namespace: 'a',
    name: 'a2',
    labels: { app: 'x' },
    ports: [tcp('http', 8081), tcp('metrics', 8080), udp('dns', 8082)],
  },
  {
    namespace: 'a',
    name: 'a3',
    labels: { app: 'y', role: '' },
    ports: [tcp('http', 8082), tcp('dns', 8081)],
    morePorts: [udp('http', 8081), udp('dns', 8081)],
  },
  {
    namespace: 'b',
    name: 'b1',
    labels: { app: 'x', role: 'y' },
    ports: [tcp('http', 8082), udp('metrics', 8080)],
  },
  {
    namespace: 'b',
    name: 'b2',
    labels: { role: 'x' },
    ports: [udp('http', 8080), udp('dns', 8081)],
  },
  { namespace: 'b', name: 'b3', labels: {}, ports: [] },
  {
    namespace: 'c',
    name: 'c1',
    labels: { app: 'y', role: 'y' },
    ports: [tcp('metrics', 8082), tcp('http', 8080)],
  },
  {
    namespace: 'c',
    name: 'c2',
    labels: { app: '' },
    ports: [tcp('dns', 8080)],
  },
  {
    namespace: 'c',
    name: 'c3',
    labels: { app: 'x', role: '' },
    ports: [tcp('metrics', 8081), udp('dns', 8082)],
  },
];

export interface DeclaredService {
  namespace: NamespaceKey;
  name: string;
  selector: Labels;
  protocol: 'TCP' | 'UDP';
  port: number;
  targetPort: number | string;
}

/** Two of them lead to pods that have different numbers under the name. */
export const declaredServices: readonly DeclaredService[] = [
  {
    namespace: 'a',
    name: 'one-number',
    selector: { app: 'x', role: 'x' },
    protocol: 'TCP',
    port: 80,
    targetPort: 8081,
  },
  {
    namespace: 'a',
    name: 'http-by-name',
    selector: { app: 'x' },
    protocol: 'TCP',
    port: 80,
    targetPort: 'http',
  },
  {
    namespace: 'b',
    name: 'one-name',
    selector: { role: 'y' },
    protocol: 'TCP',
    port: 80,
    targetPort: 'http',
  },
  {
    namespace: 'a',
    name: 'dns-by-name',
    selector: { app: 'x' },
    protocol: 'UDP',
    port: 53,
    targetPort: 'dns',
  },
];

/** How many connections there are between pods, those to themselves included. */
export const connectionsBetweenPods =
  declaredPods.length ** 2 * servedPorts.length * protocols.length;
