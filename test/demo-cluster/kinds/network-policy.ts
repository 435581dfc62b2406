import { z } from 'zod';
import { kubernetesObjectSchema, labelSelectorSchema } from './metadata';

const text = z.string();

const portSchema = z.object({
  protocol: text.default('TCP'),
  port: z.union([z.number(), text]).optional(),
  endPort: z.number().optional(),
});

const peerSchema = z.object({
  podSelector: labelSelectorSchema.optional(),
  namespaceSelector: labelSelectorSchema.optional(),
  ipBlock: z
    .object({ cidr: text.default(''), except: z.array(text).optional() })
    .optional(),
});

const ports = z.array(portSchema).optional();
const peers = z.array(peerSchema).optional();

/**
 * Fields that no NetworkPolicy has are left out by parsing, so that what was
 * left out can be reported as an unknown field.
 */
export const networkPolicySchema = kubernetesObjectSchema.extend({
  spec: z
    .object({
      podSelector: labelSelectorSchema.prefault({}),
      policyTypes: z.array(text).optional(),
      ingress: z.array(z.object({ ports, from: peers })).optional(),
      egress: z.array(z.object({ ports, to: peers })).optional(),
    })
    .prefault({}),
});

export type NetworkPolicy = z.infer<typeof networkPolicySchema>;
export type NetworkPolicySpec = NetworkPolicy['spec'];
export type NetworkPolicyPort = z.infer<typeof portSchema>;
export type NetworkPolicyPeer = z.infer<typeof peerSchema>;
