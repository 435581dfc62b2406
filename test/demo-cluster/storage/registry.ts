import { z } from 'zod';
import { kubernetesObjectSchema, KubernetesObject } from '../kinds/metadata';
import { networkPolicySchema, NetworkPolicy } from '../kinds/network-policy';
import { nodeSchema, podSchema, Node, Pod } from '../kinds/pod';
import {
  endpointSliceSchema,
  eventSchema,
  namespaceSchema,
  resourceQuotaSchema,
  serviceSchema,
  EndpointSlice,
  Event,
  Namespace,
  ResourceQuota,
  Service,
} from '../kinds/service';
import {
  jobSchema,
  replicatedSchema,
  Job,
  Replicated,
} from '../kinds/workloads';

/** Which type of object a resource holds. */
export interface KindOf {
  namespaces: Namespace;
  nodes: Node;
  pods: Pod;
  services: Service;
  events: Event;
  configmaps: KubernetesObject;
  serviceaccounts: KubernetesObject;
  replicationcontrollers: KubernetesObject;
  resourcequotas: ResourceQuota;
  limitranges: KubernetesObject;
  endpointslices: EndpointSlice;
  networkpolicies: NetworkPolicy;
  ingresses: KubernetesObject;
  deployments: Replicated;
  replicasets: Replicated;
  statefulsets: Replicated;
  daemonsets: KubernetesObject;
  horizontalpodautoscalers: KubernetesObject;
  jobs: Job;
  cronjobs: KubernetesObject;
}

export type ResourceName = keyof KindOf;

/** One row of the API: what is served, under which names. */
export interface ResourceDefinition {
  resource: ResourceName;
  kind: string;
  group: string;
  version: string;
  namespaced: boolean;
  singular: string;
  shortNames: string[];
  categories: string[];
  /** Parses what a client sent; throws where a field has the wrong type. */
  schema: z.ZodType<KubernetesObject>;
  /** Objects that have a `status` which only `/status` may change. */
  hasStatus: boolean;
}

type Row = Omit<ResourceDefinition, 'shortNames' | 'categories' | 'singular'> &
  Partial<Pick<ResourceDefinition, 'shortNames' | 'categories'>>;

const core = { group: '', version: 'v1', namespaced: true };
const apps = { group: 'apps', version: 'v1', namespaced: true };
const batch = { group: 'batch', version: 'v1', namespaced: true };
const networking = {
  group: 'networking.k8s.io',
  version: 'v1',
  namespaced: true,
};
const all = { categories: ['all'] };
const plain = { schema: kubernetesObjectSchema, hasStatus: false };
const withStatus = { schema: kubernetesObjectSchema, hasStatus: true };
const replicated = { schema: replicatedSchema, hasStatus: true };

/* prettier-ignore */
const rows: Row[] = [
  { ...core, resource: 'namespaces', kind: 'Namespace', namespaced: false, shortNames: ['ns'], schema: namespaceSchema, hasStatus: true },
  { ...core, resource: 'nodes', kind: 'Node', namespaced: false, shortNames: ['no'], schema: nodeSchema, hasStatus: true },
  { ...core, ...all, resource: 'pods', kind: 'Pod', shortNames: ['po'], schema: podSchema, hasStatus: true },
  { ...core, ...all, resource: 'services', kind: 'Service', shortNames: ['svc'], schema: serviceSchema, hasStatus: false },
  { ...core, resource: 'events', kind: 'Event', shortNames: ['ev'], schema: eventSchema, hasStatus: false },
  { ...core, ...plain, resource: 'configmaps', kind: 'ConfigMap', shortNames: ['cm'] },
  { ...core, ...plain, resource: 'serviceaccounts', kind: 'ServiceAccount', shortNames: ['sa'] },
  { ...core, ...all, ...withStatus, resource: 'replicationcontrollers', kind: 'ReplicationController', shortNames: ['rc'] },
  { ...core, resource: 'resourcequotas', kind: 'ResourceQuota', shortNames: ['quota'], schema: resourceQuotaSchema, hasStatus: true },
  { ...core, ...plain, resource: 'limitranges', kind: 'LimitRange', shortNames: ['limits'] },
  { resource: 'endpointslices', kind: 'EndpointSlice', group: 'discovery.k8s.io', version: 'v1', namespaced: true, schema: endpointSliceSchema, hasStatus: false },
  { ...networking, resource: 'networkpolicies', kind: 'NetworkPolicy', shortNames: ['netpol'], schema: networkPolicySchema, hasStatus: false },
  { ...networking, ...withStatus, resource: 'ingresses', kind: 'Ingress', shortNames: ['ing'] },
  { ...apps, ...all, ...replicated, resource: 'deployments', kind: 'Deployment', shortNames: ['deploy'] },
  { ...apps, ...all, ...replicated, resource: 'replicasets', kind: 'ReplicaSet', shortNames: ['rs'] },
  { ...apps, ...all, ...replicated, resource: 'statefulsets', kind: 'StatefulSet', shortNames: ['sts'] },
  { ...apps, ...all, ...withStatus, resource: 'daemonsets', kind: 'DaemonSet', shortNames: ['ds'] },
  { ...withStatus, ...all, resource: 'horizontalpodautoscalers', kind: 'HorizontalPodAutoscaler', group: 'autoscaling', version: 'v2', namespaced: true, shortNames: ['hpa'] },
  { ...batch, ...all, resource: 'jobs', kind: 'Job', schema: jobSchema, hasStatus: true },
  { ...batch, ...all, ...withStatus, resource: 'cronjobs', kind: 'CronJob', shortNames: ['cj'] },
];

/** Every resource that the demo cluster serves. */
export const resources: ResourceDefinition[] = rows.map(row => ({
  shortNames: [],
  categories: [],
  ...row,
  singular: row.kind.toLowerCase(),
}));

const byName = new Map(resources.map(each => [each.resource, each]));

/** The definition of a resource that the registry is known to hold. */
export function definitionOf(resource: ResourceName): ResourceDefinition {
  const definition = byName.get(resource);
  if (!definition) {
    throw new Error(`The registry has no resource ${resource}`);
  }
  return definition;
}

export function findResource(
  group: string,
  version: string,
  resource: string,
): ResourceDefinition | undefined {
  return resources.find(
    each =>
      each.group === group &&
      each.version === version &&
      each.resource === resource,
  );
}

export function findKind(
  apiVersion: string,
  kind: string,
): ResourceDefinition | undefined {
  return resources.find(
    each => apiVersionOf(each) === apiVersion && each.kind === kind,
  );
}

/** `v1` for the core group, else `group/version`. */
export function apiVersionOf(of: { group: string; version: string }): string {
  return of.group ? `${of.group}/${of.version}` : of.version;
}
