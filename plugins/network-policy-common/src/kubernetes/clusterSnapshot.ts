import { ClusterNetworkPolicy } from './clusterNetworkPolicy';
import { Labels } from './labels';
import { NetworkPolicy } from './networkPolicy';
import { Protocol } from '../schema/openapi';

/**
 * A Namespace; its labels always hold `kubernetes.io/metadata.name`, as the API server sees to.
 *
 * @public
 */
export interface Namespace {
  name: string;
  labels: Labels;
  /** No verdict depends on them; who owns the namespace may be among them. Absent where there are none. */
  annotations?: Readonly<Record<string, string>>;
}

/**
 * A port that a container declares; a policy's named port resolves on these.
 *
 * @public
 */
export interface ContainerPort {
  name?: string;
  protocol: Protocol;
  containerPort: number;
}

/**
 * Who made a pod: the kind and name of its controlling owner. It is in the pod's own namespace.
 *
 * @public
 */
export interface PodOwner {
  kind: string;
  name: string;
}

/**
 * What a verdict needs to know of a pod.
 *
 * @public
 */
export interface Pod {
  namespace: string;
  name: string;
  labels: Labels;
  /** `Planned` when nothing was said of its state: a pod of a manifest that no cluster has run yet. */
  phase: 'Planned' | 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  hostNetwork: boolean;
  /** Addresses of the pod, one a family; empty while it is Pending or Planned. */
  addresses: readonly string[];
  ports: readonly ContainerPort[];
  /** Absent for a pod that nothing controls. */
  owner?: PodOwner;
  /** The Node that it runs on. */
  nodeName?: string;
}

/**
 * A port of a Service; `targetPort` may name a port of the pods.
 *
 * @public
 */
export interface ServicePort {
  name?: string;
  protocol: Protocol;
  port: number;
  targetPort: number | string;
}

/**
 * What a verdict needs to know of a Service. `selector` is absent for a Service without one.
 *
 * @public
 */
export interface Service {
  namespace: string;
  name: string;
  selector?: Labels;
  /** Whether its name leads to the pods' own addresses, so that they are connected to on `targetPort`. */
  headless: boolean;
  ports: readonly ServicePort[];
  type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
}

/**
 * Where a Service without a selector leads: addresses and ports that somebody else keeps.
 *
 * @public
 */
export interface EndpointSlice {
  namespace: string;
  name: string;
  /** The Service that it belongs to, by the label `kubernetes.io/service-name`. */
  service?: string;
  /** Addresses that serve; those that are not ready are left out. */
  addresses: readonly string[];
  /** Without a number, a port of the slice means every port of its protocol. */
  ports: readonly { name?: string; protocol: Protocol; port?: number }[];
}

/**
 * What a verdict needs to know of a Node: `nodes` peers select it by its labels.
 *
 * @public
 */
export interface Node {
  name: string;
  labels: Labels;
  addresses: readonly string[];
}

/**
 * The objects of a cluster at one moment.
 *
 * @public
 */
export interface ClusterSnapshot {
  namespaces: readonly Namespace[];
  pods: readonly Pod[];
  services: readonly Service[];
  endpointSlices: readonly EndpointSlice[];
  nodes: readonly Node[];
  networkPolicies: readonly NetworkPolicy[];
  clusterNetworkPolicies: readonly ClusterNetworkPolicy[];
  /** What could not be read or is not evaluated and could change a verdict, one sentence each. */
  notEvaluated: readonly string[];
}
