import { KubernetesObject } from '../kinds/metadata';
import {
  Job,
  jobSchema,
  PodTemplate,
  Replicated,
  replicatedSchema,
} from '../kinds/workloads';
import type { Column } from './columns';
import { ageOf, humanDuration } from './duration';
import { formatSelector } from './format';

function ofReplicated<T>(read: (object: Replicated) => T) {
  return (object: KubernetesObject): T => read(replicatedSchema.parse(object));
}

function ofJob<T>(read: (job: Job, now: Date) => T) {
  return (object: KubernetesObject, now: Date): T =>
    read(jobSchema.parse(object), now);
}

const nameColumn: Column = {
  name: 'Name',
  value: object => object.metadata.name,
};

const ageColumn: Column = {
  name: 'Age',
  value: (object, now) => ageOf(object.metadata.creationTimestamp, now),
};

function containerNames({ spec }: PodTemplate): string {
  return spec.containers.map(container => container.name).join(',');
}

function containerImages({ spec }: PodTemplate): string {
  return spec.containers.map(container => container.image).join(',');
}

const wideColumns: Column[] = [
  {
    name: 'Containers',
    priority: 1,
    value: ofReplicated(({ spec }) => containerNames(spec.template)),
  },
  {
    name: 'Images',
    priority: 1,
    value: ofReplicated(({ spec }) => containerImages(spec.template)),
  },
  {
    name: 'Selector',
    priority: 1,
    value: ofReplicated(({ spec }) => formatSelector(spec.selector)),
  },
];

const readyColumn: Column = {
  name: 'Ready',
  value: ofReplicated(
    ({ spec, status }) => `${status.readyReplicas ?? 0}/${spec.replicas}`,
  ),
};

export const deploymentColumns: Column[] = [
  nameColumn,
  readyColumn,
  {
    name: 'Up-to-date',
    type: 'integer',
    value: ofReplicated(({ status }) => status.updatedReplicas ?? 0),
  },
  {
    name: 'Available',
    type: 'integer',
    value: ofReplicated(({ status }) => status.availableReplicas ?? 0),
  },
  ageColumn,
  ...wideColumns,
];

export const replicaSetColumns: Column[] = [
  nameColumn,
  {
    name: 'Desired',
    type: 'integer',
    value: ofReplicated(({ spec }) => spec.replicas),
  },
  {
    name: 'Current',
    type: 'integer',
    value: ofReplicated(({ status }) => status.replicas ?? 0),
  },
  {
    name: 'Ready',
    type: 'integer',
    value: ofReplicated(({ status }) => status.readyReplicas ?? 0),
  },
  ageColumn,
  ...wideColumns,
];

export const statefulSetColumns: Column[] = [
  nameColumn,
  readyColumn,
  ageColumn,
  ...wideColumns.slice(0, 2),
];

function jobStatus({ status }: Job): string {
  const holds = (type: string) =>
    status.conditions?.some(
      condition => condition.type === type && condition.status === 'True',
    );
  if (holds('Complete')) return 'Complete';
  return holds('Failed') ? 'Failed' : 'Running';
}

function jobDuration({ status }: Job, now: Date): string {
  if (!status.startTime) return '';
  const end = status.completionTime
    ? Date.parse(status.completionTime)
    : now.getTime();
  return humanDuration(end - Date.parse(status.startTime));
}

export const jobColumns: Column[] = [
  nameColumn,
  { name: 'Status', value: ofJob(jobStatus) },
  {
    name: 'Completions',
    value: ofJob(
      ({ spec, status }) => `${status.succeeded ?? 0}/${spec.completions}`,
    ),
  },
  { name: 'Duration', value: ofJob(jobDuration) },
  ageColumn,
  {
    name: 'Containers',
    priority: 1,
    value: ofJob(({ spec }) => containerNames(spec.template)),
  },
  {
    name: 'Images',
    priority: 1,
    value: ofJob(({ spec }) => containerImages(spec.template)),
  },
  {
    name: 'Selector',
    priority: 1,
    value: ofJob(({ spec }) => formatSelector(spec.selector)),
  },
];
