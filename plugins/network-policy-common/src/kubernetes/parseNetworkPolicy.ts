import { z } from 'zod';
import { Parsed, parseWith } from '../parsing/parsed';
import {
  apiVersionSchema,
  kindSchema,
  oneOf,
  optional,
  policyMetadataSchema,
} from './metadata';
import { NetworkPolicy, PolicyType } from './networkPolicy';
import { ordinaryNetworkPolicy } from './ordinary/ordinaryNetworkPolicy';
import { originOf } from './originOf';
import { egressRuleSchema, ingressRuleSchema } from './parseRule';
import { selectorSchema } from './parseSelector';
import { everything } from './sharedLabels';

const policyTypesSchema = z
  .array(oneOf(['Ingress', 'Egress']))
  .max(2, 'may not specify more than two policyTypes');

const specSchema = z
  .object({
    podSelector: optional(selectorSchema, everything),
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

/** A NetworkPolicy as the API server or a manifest has it. */
export const networkPolicySchema: z.ZodType<NetworkPolicy> = z
  .object({
    apiVersion: apiVersionSchema('networking.k8s.io/v1'),
    kind: kindSchema('NetworkPolicy'),
    metadata: policyMetadataSchema.extend({
      uid: z.unknown().optional(),
      creationTimestamp: z.unknown().optional(),
      managedFields: z.unknown().optional(),
    }),
    spec: specSchema.nullish(),
  })
  .transform(
    ({
      metadata: { uid, creationTimestamp, managedFields, ...metadata },
      spec,
    }) => {
      const origin = originOf({ uid, creationTimestamp, managedFields });
      return {
        ...metadata,
        ...(spec ?? specSchema.parse({})),
        ...(origin && { origin }),
      };
    },
  );

/**
 * Reads a NetworkPolicy of networking.k8s.io/v1, from a cluster or a manifest. Unknown fields are ignored and the API
 * server's defaults are filled in.
 *
 * @public
 */
export function parseNetworkPolicy(raw: unknown): Parsed<NetworkPolicy> {
  const ordinary = ordinaryNetworkPolicy(raw);
  return ordinary
    ? { ok: true, value: ordinary }
    : parseWith(networkPolicySchema, raw);
}
