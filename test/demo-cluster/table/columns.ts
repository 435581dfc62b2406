import { KubernetesObject } from '../kinds/metadata';
import { networkPolicySchema } from '../kinds/network-policy';
import { nodeSchema } from '../kinds/pod';
import {
  endpointSliceSchema,
  eventSchema,
  namespaceSchema,
  resourceQuotaSchema,
} from '../kinds/service';
import { isMap } from '../apply/field-schema';
import { ResourceName } from '../storage/registry';
import { ageOf } from './duration';
import { formatSelector } from './format';
import { podColumns } from './pod-columns';
import { serviceColumns } from './service-columns';
import {
  deploymentColumns,
  jobColumns,
  replicaSetColumns,
  statefulSetColumns,
} from './workload-columns';

/** A column of `kubectl get`; those of priority 1 show with `-o wide`. */
export interface Column {
  name: string;
  type?: 'string' | 'integer' | 'boolean';
  priority?: number;
  description?: string;
  value: (object: KubernetesObject, now: Date) => string | number | boolean;
}

const nameColumn: Column = {
  name: 'Name',
  description: 'Name of the object, unique within a namespace.',
  value: object => object.metadata.name,
};

const ageColumn: Column = {
  name: 'Age',
  description: 'How long ago the object was created.',
  value: (object, now) => ageOf(object.metadata.creationTimestamp, now),
};

const namespaceColumns: Column[] = [
  nameColumn,
  {
    name: 'Status',
    value: object => namespaceSchema.parse(object).status.phase,
  },
  ageColumn,
];

const nodeColumns: Column[] = [
  nameColumn,
  { name: 'Status', value: () => 'Ready' },
  { name: 'Roles', value: () => '<none>' },
  ageColumn,
  { name: 'Version', value: () => 'v1.37.0-simulated' },
  {
    name: 'Internal-IP',
    priority: 1,
    value: object =>
      nodeSchema.parse(object).status.addresses?.[0]?.address ?? '<none>',
  },
];

const networkPolicyColumns: Column[] = [
  nameColumn,
  {
    name: 'Pod-Selector',
    value: object =>
      formatSelector(networkPolicySchema.parse(object).spec.podSelector),
  },
  ageColumn,
];

const configMapColumns: Column[] = [
  nameColumn,
  {
    name: 'Data',
    type: 'integer',
    value: ({ data }) => (isMap(data) ? Object.keys(data).length : 0),
  },
  ageColumn,
];

const endpointSliceColumns: Column[] = [
  nameColumn,
  {
    name: 'AddressType',
    value: object => endpointSliceSchema.parse(object).addressType,
  },
  {
    name: 'Ports',
    value: object =>
      (endpointSliceSchema.parse(object).ports ?? [])
        .map(port => port.port)
        .join(',') || '<unset>',
  },
  {
    name: 'Endpoints',
    value: object =>
      endpointSliceSchema
        .parse(object)
        .endpoints.flatMap(endpoint => endpoint.addresses)
        .join(',') || '<unset>',
  },
  ageColumn,
];

const quotaColumns: Column[] = [
  nameColumn,
  {
    name: 'Request',
    value: object => {
      const { spec, status } = resourceQuotaSchema.parse(object);
      return Object.entries(spec.hard)
        .map(([key, hard]) => `${key}: ${status.used?.[key] ?? 0}/${hard}`)
        .join(', ');
    },
  },
  { name: 'Limit', value: () => '' },
  ageColumn,
];

const eventColumns: Column[] = [
  {
    name: 'Last Seen',
    value: (object, now) => ageOf(eventSchema.parse(object).lastTimestamp, now),
  },
  { name: 'Type', value: object => eventSchema.parse(object).type ?? '' },
  { name: 'Reason', value: object => eventSchema.parse(object).reason ?? '' },
  {
    name: 'Object',
    value: object => {
      const { kind = '', name = '' } = eventSchema.parse(object).involvedObject;
      return `${kind.toLowerCase()}/${name}`;
    },
  },
  { name: 'Message', value: object => eventSchema.parse(object).message ?? '' },
  { ...nameColumn, priority: 1 },
];

const columns: Partial<Record<ResourceName, Column[]>> = {
  namespaces: namespaceColumns,
  nodes: nodeColumns,
  pods: podColumns,
  services: serviceColumns,
  networkpolicies: networkPolicyColumns,
  configmaps: configMapColumns,
  endpointslices: endpointSliceColumns,
  resourcequotas: quotaColumns,
  events: eventColumns,
  deployments: deploymentColumns,
  replicasets: replicaSetColumns,
  statefulsets: statefulSetColumns,
  jobs: jobColumns,
};

/** Kubernetes' own columns; name and age for the lesser kinds. */
export function columnsOf(resource: ResourceName): Column[] {
  return columns[resource] ?? [nameColumn, ageColumn];
}
