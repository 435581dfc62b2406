import { z } from 'zod';
import { conditionSchema, kubernetesObjectSchema } from './metadata';

const text = z.string();

const containerPortSchema = z.looseObject({
  name: text.optional(),
  containerPort: z.number(),
  protocol: text.default('TCP'),
});

const securityContextSchema = z.looseObject({
  runAsNonRoot: z.boolean().optional(),
  privileged: z.boolean().optional(),
  allowPrivilegeEscalation: z.boolean().optional(),
  capabilities: z
    .looseObject({
      add: z.array(text).optional(),
      drop: z.array(text).optional(),
    })
    .optional(),
  seccompProfile: z.looseObject({ type: text.optional() }).optional(),
});

const containerSchema = z.looseObject({
  name: text.default(''),
  image: text.default(''),
  command: z.array(text).optional(),
  args: z.array(text).optional(),
  ports: z.array(containerPortSchema).optional(),
  terminationMessagePolicy: text.default('File'),
  securityContext: securityContextSchema.optional(),
});

export const podSpecSchema = z.looseObject({
  containers: z.array(containerSchema).default([]),
  restartPolicy: text.default('Always'),
  nodeName: text.optional(),
  hostNetwork: z.boolean().optional(),
  serviceAccountName: text.optional(),
  activeDeadlineSeconds: z.number().optional(),
  securityContext: securityContextSchema.optional(),
});

const terminatedSchema = z.looseObject({
  exitCode: z.number(),
  reason: text.optional(),
  message: text.optional(),
  startedAt: text.optional(),
  finishedAt: text.optional(),
});

const containerStatusSchema = z.looseObject({
  name: text,
  image: text,
  ready: z.boolean(),
  restartCount: z.number(),
  state: z.object({
    waiting: z
      .looseObject({ reason: text.optional(), message: text.optional() })
      .optional(),
    running: z.looseObject({ startedAt: text.optional() }).optional(),
    terminated: terminatedSchema.optional(),
  }),
});

const podStatusSchema = z.looseObject({
  phase: text.default('Pending'),
  reason: text.optional(),
  message: text.optional(),
  podIP: text.optional(),
  hostIP: text.optional(),
  startTime: text.optional(),
  conditions: z.array(conditionSchema).optional(),
  containerStatuses: z.array(containerStatusSchema).optional(),
});

export const podSchema = kubernetesObjectSchema.extend({
  spec: podSpecSchema.prefault({}),
  status: podStatusSchema.prefault({}),
});

export const nodeSchema = kubernetesObjectSchema.extend({
  spec: z.looseObject({ podCIDR: text.optional() }).prefault({}),
  status: z
    .looseObject({
      conditions: z.array(conditionSchema).optional(),
      addresses: z
        .array(z.looseObject({ type: text, address: text }))
        .optional(),
    })
    .prefault({}),
});

export type Pod = z.infer<typeof podSchema>;
export type Container = z.infer<typeof containerSchema>;
export type ContainerStatus = z.infer<typeof containerStatusSchema>;
export type Node = z.infer<typeof nodeSchema>;
