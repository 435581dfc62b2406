import { z } from 'zod';
import { LabelSelector } from './labels';
import { validateLabelKey, validateLabelValue } from './names';
import { optional, validated } from './metadata';
import { labelsSchema } from './parseLabels';

const labelValueSchema = validated(validateLabelValue);

const requirementSchema = z
  .object({
    key: validated(validateLabelKey),
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
  matchLabels: labelsSchema,
  matchExpressions: optional(z.array(requirementSchema), []),
});
