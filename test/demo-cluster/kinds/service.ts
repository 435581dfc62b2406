import { z } from 'zod';
import { conditionSchema, kubernetesObjectSchema } from './metadata';

const text = z.string();
const portNumberOrName = z.union([z.number(), text]);

const servicePortSchema = z.looseObject({
  name: text.optional(),
  protocol: text.default('TCP'),
  port: z.number(),
  targetPort: portNumberOrName.optional(),
  nodePort: z.number().optional(),
});

export const serviceSchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({
      type: text.default('ClusterIP'),
      selector: z.record(text, text).optional(),
      clusterIP: text.optional(),
      clusterIPs: z.array(text).optional(),
      externalName: text.optional(),
      ports: z.array(servicePortSchema).optional(),
    })
    .prefault({}),
});

const endpointSchema = z.looseObject({
  addresses: z.array(text).default([]),
  conditions: z.looseObject({ ready: z.boolean().optional() }).prefault({}),
});

export const endpointSliceSchema = kubernetesObjectSchema.extend({
  addressType: text.default('IPv4'),
  endpoints: z.array(endpointSchema).default([]),
  ports: z
    .array(
      z.looseObject({
        name: text.optional(),
        protocol: text.default('TCP'),
        port: z.number().optional(),
      }),
    )
    .optional(),
});

export const namespaceSchema = kubernetesObjectSchema.extend({
  status: z
    .looseObject({
      phase: text.default('Active'),
      conditions: z.array(conditionSchema).optional(),
    })
    .prefault({}),
});

export const resourceQuotaSchema = kubernetesObjectSchema.extend({
  spec: z
    .looseObject({ hard: z.record(text, portNumberOrName).default({}) })
    .prefault({}),
  status: z
    .looseObject({
      hard: z.record(text, portNumberOrName).optional(),
      used: z.record(text, portNumberOrName).optional(),
    })
    .prefault({}),
});

export const eventSchema = kubernetesObjectSchema.extend({
  type: text.optional(),
  reason: text.optional(),
  message: text.optional(),
  involvedObject: z
    .looseObject({
      kind: text.optional(),
      name: text.optional(),
      namespace: text.optional(),
      uid: text.optional(),
    })
    .prefault({}),
  count: z.number().optional(),
  firstTimestamp: text.optional(),
  lastTimestamp: text.optional(),
});

export type Service = z.infer<typeof serviceSchema>;
export type EndpointSlice = z.infer<typeof endpointSliceSchema>;
export type Namespace = z.infer<typeof namespaceSchema>;
export type ResourceQuota = z.infer<typeof resourceQuotaSchema>;
export type Event = z.infer<typeof eventSchema>;
