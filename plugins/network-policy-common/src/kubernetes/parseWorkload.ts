import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import { Pod } from './clusterSnapshot';
import { apiVersionSchema, metadataSchema, optional } from './metadata';
import { labelsSchema } from './parseLabels';
import { ownerReferencesSchema } from './parseOwner';
import { podSpecSchema } from './parsePodSpec';
import { podOf } from './podOf';
import { isRawObject } from './sharedLabels';

const templateSchema = z.object({
  metadata: z.object({ labels: labelsSchema }).nullish(),
  spec: podSpecSchema,
});

const countSchema = optional(
  z.int().min(0, 'must be greater than or equal to 0'),
  1,
);

const replicatedSpec = z
  .object({ replicas: countSchema, template: templateSchema })
  .transform(({ replicas, template }) => ({ count: replicas, template }));

const singleSpec = z
  .object({ template: templateSchema })
  .transform(({ template }) => ({ count: 1, template }));

const jobSpec = z
  .object({ parallelism: countSchema, template: templateSchema })
  .transform(({ parallelism, template }) => ({ count: parallelism, template }));

const cronJobSpec = z
  .object({
    jobTemplate: z.object({ spec: z.object({ template: templateSchema }) }),
  })
  .transform(({ jobTemplate }) => ({
    count: 1,
    template: jobTemplate.spec.template,
  }));

/** The kinds that run pods. */
export type WorkloadKind =
  | 'Deployment'
  | 'ReplicaSet'
  | 'StatefulSet'
  | 'DaemonSet'
  | 'ReplicationController'
  | 'Job'
  | 'CronJob';

type SpecSchema = z.ZodType<{
  count: number;
  template: z.output<typeof templateSchema>;
}>;

const apps = [
  'apps/v1',
  'apps/v1beta2',
  'apps/v1beta1',
  'extensions/v1beta1',
] as const;

/** The versions of each kind; manifests of versions that are no longer served say the same of their pods. */
export const workloadApiVersions: Readonly<
  Record<WorkloadKind, readonly [string, ...string[]]>
> = {
  Deployment: apps,
  ReplicaSet: apps,
  StatefulSet: apps,
  DaemonSet: apps,
  ReplicationController: ['v1'],
  Job: ['batch/v1'],
  CronJob: ['batch/v1', 'batch/v1beta1', 'batch/v2alpha1'],
};

/** Workloads of workloads: the pods of the one are those of the other. */
const controlledBy: Partial<Record<WorkloadKind, WorkloadKind>> = {
  ReplicaSet: 'Deployment',
  Job: 'CronJob',
};

/** The pods that a workload of some kind runs. */
function podsSchema(kind: string, spec: SpecSchema, controller?: string) {
  return z
    .object({
      metadata: metadataSchema.extend({
        ownerReferences: ownerReferencesSchema,
      }),
      spec,
    })
    .transform(({ metadata, spec: { count, template } }) => {
      const { namespace, name, ownerReferences } = metadata;
      if (
        ownerReferences !== undefined &&
        ownerReferences.kind === controller
      ) {
        return [];
      }
      const { hostNetwork, nodeName, ports } = template.spec;
      // Two pods stand for many: they can do to each other what any two of them can.
      return Array.from({ length: count > 1 ? 2 : 1 }, (_, index) =>
        podOf(
          {
            namespace,
            name: `${name}-${index + 1}`,
            labels: template.metadata?.labels ?? {},
            phase: 'Planned',
            hostNetwork,
            addresses: [],
            ports,
          },
          { kind, name },
          nodeName,
        ),
      );
    });
}

function workloadSchema(
  kind: WorkloadKind,
  spec: SpecSchema,
): z.ZodType<Pod[]> {
  const version = z.looseObject({
    apiVersion: apiVersionSchema(...workloadApiVersions[kind]),
  });
  return version.pipe(podsSchema(kind, spec, controlledBy[kind]));
}

const schemas: Readonly<Record<WorkloadKind, z.ZodType<Pod[]>>> = {
  Deployment: workloadSchema('Deployment', replicatedSpec),
  ReplicaSet: workloadSchema('ReplicaSet', replicatedSpec),
  StatefulSet: workloadSchema('StatefulSet', replicatedSpec),
  DaemonSet: workloadSchema('DaemonSet', singleSpec),
  ReplicationController: workloadSchema(
    'ReplicationController',
    replicatedSpec,
  ),
  Job: workloadSchema('Job', jobSpec),
  CronJob: workloadSchema('CronJob', cronJobSpec),
};

/** Whether this is one of the kinds that run pods. */
function isWorkloadKind(kind: unknown): kind is WorkloadKind {
  return typeof kind === 'string' && Object.hasOwn(schemas, kind);
}

const notAWorkloadSchema = z
  .object({
    kind: z.string().refine(isWorkloadKind, {
      message: `must be one of ${Object.keys(schemas).join(', ')}`,
    }),
  })
  .transform((): Pod[] => []);

/**
 * Reads a Deployment, ReplicaSet, StatefulSet, DaemonSet, ReplicationController, Job or CronJob as the pods that it
 * runs: one, or two where it runs more, named `<workload>-1` and `-2`. A workload that is scaled to zero has one too, as
 * it may be scaled up again. One that another workload controls has none: they are its controller's.
 *
 * @public
 */
export function parseWorkload(raw: unknown): Parsed<Pod[]> {
  const kind = isRawObject(raw) ? raw.kind : undefined;
  return parseWith(
    isWorkloadKind(kind) ? schemas[kind] : notAWorkloadSchema,
    raw,
  );
}

/**
 * Reads an object of a kind that is not known here as a workload: what has a pod template with labels in
 * `spec.template` runs such pods, as an Argo Rollout and a DeploymentConfig do.
 *
 * @param kind - what the workload is called
 */
export function parseOtherWorkload(raw: unknown, kind: string): Parsed<Pod[]> {
  return parseWith(podsSchema(kind, replicatedSpec), raw);
}
