import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import {
  apiVersionSchema,
  kindSchema,
  metadataSchema,
  optional,
} from './metadata';
import { NetworkPolicy, PolicyType } from './networkPolicy';
import { egressRuleSchema, ingressRuleSchema } from './parseRule';
import { selectorSchema } from './parseSelector';

const policyTypesSchema = z
  .array(
    z.enum(['Ingress', 'Egress'], {
      error: 'Unsupported value: supported values: "Ingress", "Egress"',
    }),
  )
  .max(2, 'may not specify more than two policyTypes');

const specSchema = z
  .object({
    podSelector: optional(selectorSchema, {
      matchLabels: {},
      matchExpressions: [],
    }),
    policyTypes: optional(policyTypesSchema, []),
    ingress: optional(z.array(ingressRuleSchema), []),
    egress: optional(z.array(egressRuleSchema), []),
  })
  .transform(spec => ({ ...spec, policyTypes: defaultedPolicyTypes(spec) }));

// Objects of a cluster carry their types already; those of a file or a preview are defaulted here as the API server does.
function defaultedPolicyTypes(spec: {
  policyTypes: readonly PolicyType[];
  egress: readonly unknown[];
}): readonly PolicyType[] {
  if (spec.policyTypes.length > 0) {
    return [...new Set(spec.policyTypes)];
  }
  return spec.egress.length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
}

const networkPolicySchema: z.ZodType<NetworkPolicy> = z
  .object({
    apiVersion: apiVersionSchema('networking.k8s.io/v1'),
    kind: kindSchema('NetworkPolicy'),
    metadata: metadataSchema,
    spec: specSchema.nullish(),
  })
  .transform(({ metadata, spec }) => ({
    ...metadata,
    ...(spec ?? specSchema.parse({})),
  }));

/**
 * Reads a NetworkPolicy of networking.k8s.io/v1, from a cluster or a manifest. Unknown fields are ignored and the API
 * server's defaults are filled in.
 *
 * @public
 */
export function parseNetworkPolicy(raw: unknown): Parsed<NetworkPolicy> {
  return parseWith(networkPolicySchema, raw);
}
