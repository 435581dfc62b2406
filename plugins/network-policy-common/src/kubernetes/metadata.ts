import { z } from 'zod';
import { validateDns1123Label, validatePathSegmentName } from './names';
import { annotationsSchema, labelsSchema } from './parseLabels';

/** A field that Kubernetes lets be missing or null, with the value that either means. */
export function optional<T extends z.ZodType>(schema: T, absent: z.output<T>) {
  return schema.nullish().transform((value): z.output<T> => value ?? absent);
}

/** A text that a function finds nothing wrong with. */
export function validated(validate: (value: string) => string | undefined) {
  return z.string().superRefine((value, context) => {
    const message = validate(value);
    if (message) {
      context.addIssue({ code: 'custom', message });
    }
  });
}

/** One of some texts, and Kubernetes' words for anything else. */
export function oneOf<const T extends readonly [string, ...string[]]>(
  values: T,
) {
  const supported = values.map(value => `"${value}"`).join(', ');
  return z.enum(values, {
    error: ({ input }) =>
      input === undefined || input === null
        ? 'Required value'
        : `Unsupported value: supported values: ${supported}`,
  });
}

const nameSchema = validated(validatePathSegmentName);

/** Metadata of an object of the whole cluster. */
export const clusterMetadataSchema = z.object({
  name: nameSchema,
  labels: labelsSchema,
});

/** Metadata of a namespaced object; without a namespace it is in `default`. */
export const metadataSchema = z.object({
  name: nameSchema,
  namespace: z
    .string()
    .nullish()
    .transform(namespace => namespace || 'default')
    .pipe(validated(validateDns1123Label)),
  labels: labelsSchema,
});

/** Metadata of a policy, whose annotations are kept: governance lives in them. */
export const policyMetadataSchema = metadataSchema.extend({
  annotations: annotationsSchema,
});

/** Metadata of a policy of the whole cluster. */
export const clusterPolicyMetadataSchema = clusterMetadataSchema.extend({
  annotations: annotationsSchema,
});

/** Refuses an object of another kind; the items of a list carry no kind. */
export function kindSchema(...kinds: readonly [string, ...string[]]) {
  return accepted(kinds);
}

/** Refuses an object of another API version; the items of a list carry none. */
export function apiVersionSchema(
  ...apiVersions: readonly [string, ...string[]]
) {
  return accepted(apiVersions);
}

function accepted(values: readonly string[]) {
  return z
    .string()
    .nullish()
    .refine(value => !value || values.includes(value), {
      message: `must be ${values.join(' or ')}`,
    });
}
