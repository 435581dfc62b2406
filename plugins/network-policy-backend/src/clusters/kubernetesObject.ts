import { z } from 'zod';

const managedFieldsEntrySchema = z.looseObject({
  manager: z.string().default('unknown'),
  operation: z.string().optional(),
  subresource: z.string().optional(),
  time: z.string().optional(),
  fieldsV1: z.record(z.string(), z.unknown()).optional(),
});

const labelsSchema = z
  .record(z.string(), z.string())
  .nullish()
  .transform(labels => labels ?? {});

/**
 * What every Kubernetes object has. Everything else stays on it unread.
 */
export const kubernetesObjectSchema = z.looseObject({
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().optional(),
    uid: z.string().optional(),
    resourceVersion: z.string().optional(),
    creationTimestamp: z.string().nullish(),
    deletionTimestamp: z.string().optional(),
    labels: labelsSchema,
    annotations: labelsSchema,
    managedFields: z
      .array(managedFieldsEntrySchema)
      .nullish()
      .transform(entries => entries ?? []),
  }),
});

export type KubernetesObject = z.output<typeof kubernetesObjectSchema>;

/**
 * An object that we send: plain JSON with a name.
 */
export interface Manifest {
  apiVersion: string;
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    resourceVersion?: string;
    labels?: Readonly<Record<string, string>>;
    annotations?: Readonly<Record<string, string>>;
  };
  spec?: object;
}
