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
 * What a verdict needs to know of a pod.
 *
 * @public
 */
export interface Pod {
  namespace: string;
  name: string;
  labels: Labels;
  phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  hostNetwork: boolean;
  /** Addresses of the pod, one a family; empty while it is Pending. */
  addresses: readonly string[];
  ports: readonly ContainerPort[];
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
 * The objects of a cluster at one moment.
 *
 * @public
 */
export interface ClusterSnapshot {
  namespaces: readonly Namespace[];
  pods: readonly Pod[];
  services: readonly Service[];
  networkPolicies: readonly NetworkPolicy[];
  /** What could not be read or is not evaluated and could change a verdict, one sentence each. */
  notEvaluated: readonly string[];
}
