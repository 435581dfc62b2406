import { z } from 'zod';

const text = z.string();
const labels = z.record(text, text);

const ownerReferenceSchema = z.looseObject({
  apiVersion: text,
  kind: text,
  name: text,
  uid: text,
  controller: z.boolean().optional(),
});

const managedFieldsEntrySchema = z.object({
  manager: text.default(''),
  operation: text.default(''),
  apiVersion: text.default(''),
  time: text.optional(),
  fieldsType: text.optional(),
  fieldsV1: z.record(text, z.unknown()).optional(),
  subresource: text.optional(),
});

/** Fields the server fills in are empty text until then, never missing. */
const objectMetaSchema = z.object({
  name: text.default(''),
  generateName: text.optional(),
  namespace: text.optional(),
  selfLink: text.optional(),
  uid: text.default(''),
  resourceVersion: text.default(''),
  generation: z.number().optional(),
  creationTimestamp: text.default(''),
  deletionTimestamp: text.optional(),
  deletionGracePeriodSeconds: z.number().optional(),
  labels: labels.optional(),
  annotations: labels.optional(),
  ownerReferences: z.array(ownerReferenceSchema).optional(),
  finalizers: z.array(text).optional(),
  managedFields: z.array(managedFieldsEntrySchema).optional(),
});

export const labelSelectorSchema = z.object({
  matchLabels: labels.optional(),
  matchExpressions: z
    .array(
      z.object({
        key: text.default(''),
        operator: text.default(''),
        values: z.array(text).optional(),
      }),
    )
    .optional(),
});

/** Any object of the API, whatever its kind. */
export const kubernetesObjectSchema = z.looseObject({
  apiVersion: text,
  kind: text,
  metadata: objectMetaSchema.prefault({}),
});

export const conditionSchema = z.looseObject({
  type: text,
  status: text,
  reason: text.optional(),
  message: text.optional(),
  lastTransitionTime: text.optional(),
});

export type OwnerReference = z.infer<typeof ownerReferenceSchema>;
export type ManagedFieldsEntry = z.infer<typeof managedFieldsEntrySchema>;
export type LabelSelector = z.infer<typeof labelSelectorSchema>;
export type KubernetesObject = z.infer<typeof kubernetesObjectSchema>;
export type Condition = z.infer<typeof conditionSchema>;
