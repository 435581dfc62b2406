import { z } from 'zod';
import {
  validateDns1123Label,
  validateDns1123Subdomain,
} from '../kubernetes/names';
import { validatePort } from '../kubernetes/ports';
import { Parsed, parseWith } from '../parsing/parsed';
import { ExposureDraft } from '../schema/openapi';
import { draftLabelsSchema } from './draftLabels';
import { draftText } from './draftText';

const MOST_PORTS = 100;

function validated(validate: (value: string) => string | undefined) {
  return z.string().superRefine((value, context) => {
    const message = validate(value);
    if (message) {
      context.addIssue({ code: 'custom', message });
    }
  });
}

const labelsOfWidth = {
  'all-namespaces': [],
  'labelled-namespaces': ['namespaceLabels'],
  'certain-pods': ['podLabels'],
  'certain-pods-in-labelled-namespaces': ['namespaceLabels', 'podLabels'],
} as const;

const peersSchema = z
  .strictObject({
    width: z.enum([
      'all-namespaces',
      'labelled-namespaces',
      'certain-pods',
      'certain-pods-in-labelled-namespaces',
    ]),
    namespaceLabels: draftLabelsSchema.optional(),
    podLabels: draftLabelsSchema.optional(),
  })
  .superRefine((peers, context) => {
    const used: readonly string[] = labelsOfWidth[peers.width];
    for (const field of ['namespaceLabels', 'podLabels'] as const) {
      const given = Object.keys(peers[field] ?? {}).length > 0;
      if (used.includes(field) && !given) {
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `at least one label is required for ${peers.width}`,
        });
      }
      // Labels that restrict nothing would look like a restriction.
      if (!used.includes(field) && given) {
        context.addIssue({
          code: 'custom',
          path: [field],
          message: `may not be specified for ${peers.width}`,
        });
      }
    }
  });

const portSchema = z
  .strictObject({
    protocol: z.enum(['TCP', 'UDP', 'SCTP']),
    port: z.union([z.number(), z.string()], {
      error: 'must be a number or the name of a port',
    }),
    endPort: z.number().optional(),
  })
  .superRefine((port, context) => {
    for (const { field, message } of validatePort(port)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    return false;
  }
  const date = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(value);
}

/**
 * What the form asks before a service is opened to other namespaces. Unknown fields are refused.
 *
 * @public
 */
export const exposureDraftSchema: z.ZodType<ExposureDraft> = z.strictObject({
  cluster: draftText(253).min(1, 'Required value'),
  namespace: validated(validateDns1123Label),
  name: validated(validateDns1123Subdomain),
  podSelector: draftLabelsSchema.refine(
    labels => Object.keys(labels).length > 0,
    {
      message: 'at least one label is required',
    },
  ),
  from: peersSchema,
  ports: z
    .array(portSchema)
    .max(MOST_PORTS, `must be no more than ${MOST_PORTS} ports`),
  reason: draftText(500).min(1, 'Required value'),
  reviewBy: z
    .string()
    .refine(isDate, { message: 'must be a date, YYYY-MM-DD' })
    .optional(),
  ticket: draftText(200).optional(),
  replaces: z
    .strictObject({
      uid: z.string().min(1).max(100),
      resourceVersion: z.string().min(1).max(100),
    })
    .optional(),
});

/**
 * Reads a draft. The paths of problems are the form's fields, like `from.namespaceLabels` or `ports[0].port`.
 *
 * @public
 */
export function parseExposureDraft(raw: unknown): Parsed<ExposureDraft> {
  return parseWith(exposureDraftSchema, raw);
}
