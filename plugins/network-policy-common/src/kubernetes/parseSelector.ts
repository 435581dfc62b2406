import { z } from 'zod';
import { LabelSelector } from './labels';
import { validateLabelKey, validateLabelValue } from './names';
import { optional } from './metadata';

const labelValueSchema = z.string().superRefine((value, context) => {
  const message = validateLabelValue(value);
  if (message) {
    context.addIssue({ code: 'custom', message });
  }
});

const labelKeySchema = z.string().superRefine((key, context) => {
  const message = validateLabelKey(key);
  if (message) {
    context.addIssue({ code: 'custom', message });
  }
});

const matchLabelsSchema = z
  .record(z.string(), labelValueSchema)
  .superRefine((labels, context) => {
    for (const key of Object.keys(labels)) {
      const message = validateLabelKey(key);
      if (message) {
        context.addIssue({ code: 'custom', path: [key], message });
      }
    }
  });

const requirementSchema = z
  .object({
    key: labelKeySchema,
    operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist'], {
      error: 'not a valid selector operator',
    }),
    values: optional(z.array(labelValueSchema), []),
  })
  .superRefine(({ operator, values }, context) => {
    const takesValues = operator === 'In' || operator === 'NotIn';
    if (takesValues && values.length === 0) {
      context.addIssue({
        code: 'custom',
        path: ['values'],
        message: "must be specified when `operator` is 'In' or 'NotIn'",
      });
    }
    if (!takesValues && values.length > 0) {
      context.addIssue({
        code: 'custom',
        path: ['values'],
        message:
          "may not be specified when `operator` is 'Exists' or 'DoesNotExist'",
      });
    }
  });

/** A label selector of the API; labels or expressions that are missing or null require nothing. */
export const selectorSchema: z.ZodType<LabelSelector> = z.object({
  matchLabels: optional(matchLabelsSchema, {}),
  matchExpressions: optional(z.array(requirementSchema), []),
});
