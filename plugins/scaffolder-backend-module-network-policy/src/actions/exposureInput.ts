import { InputError } from '@backstage/errors';
import {
  ExposureDraft,
  parseExposureDraft,
} from 'backstage-plugin-network-policy-common';
import type { z as Zod } from 'zod/v3';

/** The entity whose service is shared. */
export const entityRefInput = (z: typeof Zod) =>
  z.string().describe('Entity reference of the component, kind:namespace/name');

/**
 * The draft as the actions page documents it. This schema describes the shape only, because the scaffolder takes zod 3;
 * {@link readExposure} checks the rules of the model.
 */
export const exposureInput = (z: typeof Zod) =>
  z
    .object({
      cluster: z.string().describe('Name of the cluster'),
      namespace: z.string().describe('Namespace of the service'),
      name: z.string().describe('Name of the policy'),
      podSelector: z
        .record(z.string())
        .describe('Labels of the service’s pods'),
      from: z
        .object({
          width: z.enum([
            'all-namespaces',
            'labelled-namespaces',
            'certain-pods',
            'certain-pods-in-labelled-namespaces',
          ]),
          namespaceLabels: z.record(z.string()).optional(),
          podLabels: z.record(z.string()).optional(),
        })
        .describe('Who may connect'),
      ports: z
        .array(
          z.object({
            protocol: z.enum(['TCP', 'UDP', 'SCTP']),
            port: z.union([z.number(), z.string()]),
            endPort: z.number().optional(),
          }),
        )
        .describe('Ports of the pods; none means every port'),
      reason: z.string().describe('Why it is shared'),
      reviewBy: z.string().optional().describe('Date, YYYY-MM-DD'),
      ticket: z.string().optional(),
      replaces: z
        .object({ uid: z.string(), resourceVersion: z.string() })
        .optional()
        .describe(
          'The existing policy that is to be replaced, in the version that the person saw',
        ),
    })
    .describe(
      'The policy to make, as the SharedServiceExposure field gives it',
    );

/**
 * The draft of an action's input.
 *
 * @throws InputError that names every field with what is wrong with it
 */
export function readExposure(input: unknown): ExposureDraft {
  if (typeof input === 'object' && input !== null && 'replace' in input) {
    throw new InputError(
      "The exposure is not valid: 'replace' is now 'replaces', the uid and resourceVersion of the policy that was seen. The field SharedServiceExposure gives it.",
    );
  }
  const parsed = parseExposureDraft(input);
  if (parsed.ok) {
    return parsed.value;
  }
  throw new InputError(
    `The exposure is not valid: ${parsed.problems
      .map(({ path, message }) => `${path}: ${message}`)
      .join('; ')}`,
  );
}
