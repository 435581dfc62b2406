import { z } from 'zod';
import {
  conditionSchema,
  kubernetesObjectSchema,
  labelSelectorSchema,
} from './metadata';
import { podSpecSchema } from './pod';

const labels = z.record(z.string(), z.string()).optional();
const templateMetadataSchema = z.looseObject({ labels, annotations: labels });

const podTemplateSchema = z.looseObject({
  metadata: templateMetadataSchema.prefault({}),
  spec: podSpecSchema.prefault({}),
});

const replicatedStatusSchema = z.looseObject({
  observedGeneration: z.number().optional(),
  replicas: z.number().optional(),
  readyReplicas: z.number().optional(),
  availableReplicas: z.number().optional(),
  updatedReplicas: z.number().optional(),
  conditions: z.array(conditionSchema).optional(),
});

/** Deployment, ReplicaSet and StatefulSet: as many pods as asked for. */
export const replicatedSchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({
      replicas: z.number().default(1),
      selector: labelSelectorSchema.prefault({}),
      template: podTemplateSchema.prefault({}),
    })
    .prefault({}),
  status: replicatedStatusSchema.prefault({}),
});

export const jobSchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({
      parallelism: z.number().default(1),
      completions: z.number().default(1),
      backoffLimit: z.number().default(6),
      activeDeadlineSeconds: z.number().optional(),
      ttlSecondsAfterFinished: z.number().optional(),
      selector: labelSelectorSchema.optional(),
      template: podTemplateSchema.prefault({}),
    })
    .prefault({}),
  status: z
    .looseObject({
      active: z.number().optional(),
      succeeded: z.number().optional(),
      failed: z.number().optional(),
      startTime: z.string().optional(),
      completionTime: z.string().optional(),
      conditions: z.array(conditionSchema).optional(),
    })
    .prefault({}),
});

export type Replicated = z.infer<typeof replicatedSchema>;
export type Job = z.infer<typeof jobSchema>;
export type PodTemplate = z.infer<typeof podTemplateSchema>;
