import { z } from 'zod';

/** A field that Kubernetes lets be missing or null, with the value that either means. */
export function optional<T extends z.ZodType>(schema: T, absent: z.output<T>) {
  return schema.nullish().transform((value): z.output<T> => value ?? absent);
}

/** Labels or annotations. */
export const stringMapSchema = optional(z.record(z.string(), z.string()), {});

/** Metadata of a namespaced object; without a namespace it is in `default`. */
export const metadataSchema = z.object({
  name: z.string().min(1, 'Required value'),
  namespace: optional(z.string(), 'default').transform(
    namespace => namespace || 'default',
  ),
  labels: stringMapSchema,
  annotations: stringMapSchema,
});

/** Refuses an object of another kind; the items of a list carry no kind. */
export function kindSchema(kind: string) {
  return z
    .string()
    .nullish()
    .refine(value => !value || value === kind, {
      message: `must be ${kind}`,
    });
}

/** Refuses an object of another API version; the items of a list carry none. */
export function apiVersionSchema(apiVersion: string) {
  return z
    .string()
    .nullish()
    .refine(value => !value || value === apiVersion, {
      message: `must be ${apiVersion}`,
    });
}
