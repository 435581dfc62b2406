import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';

/**
 * The field's value and options. Labels and ports that cannot be read yet stay in the value as they were typed (labels
 * as a list of entries, ports as text), so that nothing typed is lost. The field's validation refuses them.
 */
export const sharedServiceExposureSchema = makeFieldSchema({
  output: z => {
    const labels = z
      .union([z.record(z.string()), z.array(z.string())])
      .describe('Labels; a list of entries while one is not key=value');
    return z.object({
      entityRef: z.string().optional().describe('The service, component:…'),
      exposure: z
        .object({
          cluster: z.string(),
          namespace: z.string(),
          name: z.string().describe('Name of the policy'),
          podSelector: labels,
          from: z.object({
            width: z.enum([
              'all-namespaces',
              'labelled-namespaces',
              'certain-pods',
              'certain-pods-in-labelled-namespaces',
            ]),
            namespaceLabels: labels.optional(),
            podLabels: labels.optional(),
          }),
          ports: z
            .array(
              z.union([
                z.object({
                  protocol: z.enum(['TCP', 'UDP', 'SCTP']),
                  port: z.union([z.number(), z.string()]),
                  endPort: z.number().optional(),
                }),
                z.string(),
              ]),
            )
            .describe('Ports of the pods; none means every port'),
          reason: z.string(),
          reviewBy: z.string().optional().describe('YYYY-MM-DD'),
          ticket: z.string().optional(),
          replaces: z
            .object({ uid: z.string(), resourceVersion: z.string() })
            .optional()
            .describe('The existing policy to replace, as the person saw it'),
        })
        .optional(),
    });
  },
  uiOptions: z =>
    z.object({
      reviewInDays: z
        .number()
        .int()
        .positive()
        .optional()
        .describe('Days from today to the proposed review date; 90 by default'),
    }),
});

/** What RJSF gives to the field. */
export type SharedServiceExposureProps =
  typeof sharedServiceExposureSchema.TProps;

/** The field's value, finished or not. */
export type SharedServiceExposureValue =
  typeof sharedServiceExposureSchema.TOutput;

/** The part of the value from which the policy is made. */
export type ExposureInput = NonNullable<SharedServiceExposureValue['exposure']>;
