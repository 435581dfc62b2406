import { z } from 'zod';
import { isStrictSubset, validateBlock } from './addresses';
import { optional, validated } from './metadata';
import {
  NetworkPolicyPeer,
  NetworkPolicyPort,
  NetworkPolicyRule,
} from './networkPolicy';
import { numberOrNameSchema, protocolSchema } from './parsePort';
import { selectorSchema } from './parseSelector';
import { validatePort } from './ports';

const portSchema: z.ZodType<NetworkPolicyPort> = z
  .object({
    protocol: protocolSchema,
    port: numberOrNameSchema.nullish(),
    endPort: z.int().nullish(),
  })
  .transform(({ protocol, port, endPort }) => ({
    protocol,
    ...(port !== undefined && port !== null && { port }),
    ...(endPort !== undefined && endPort !== null && { endPort }),
  }))
  .superRefine((port, context) => {
    for (const { field, message } of validatePort(port)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

/** A block of addresses. */
export const blockSchema = validated(validateBlock);

const ipBlockSchema = z
  .object({ cidr: blockSchema, except: optional(z.array(blockSchema), []) })
  .superRefine(({ cidr, except }, context) => {
    except.forEach((block, index) => {
      if (!isStrictSubset(block, cidr)) {
        context.addIssue({
          code: 'custom',
          path: ['except', index],
          message: 'must be a strict subset of `cidr`',
        });
      }
    });
  });

const peerSchema: z.ZodType<NetworkPolicyPeer> = z
  .object({
    namespaceSelector: selectorSchema.nullish(),
    podSelector: selectorSchema.nullish(),
    ipBlock: ipBlockSchema.nullish(),
  })
  .transform((peer, context): NetworkPolicyPeer => {
    const { namespaceSelector, podSelector, ipBlock } = peer;
    if (ipBlock && (namespaceSelector || podSelector)) {
      context.addIssue({
        code: 'custom',
        message: 'may not specify both ipBlock and another peer',
      });
      return z.NEVER;
    }
    if (ipBlock) {
      return { kind: 'ipBlock', cidr: ipBlock.cidr, except: ipBlock.except };
    }
    if (!namespaceSelector && !podSelector) {
      context.addIssue({ code: 'custom', message: 'must specify a peer' });
      return z.NEVER;
    }
    return {
      kind: 'pods',
      ...(namespaceSelector && { namespaceSelector }),
      ...(podSelector && { podSelector }),
    };
  });

const peersSchema = optional(z.array(peerSchema), []);
const portsSchema = optional(z.array(portSchema), []);

/** A rule of ingress. */
export const ingressRuleSchema: z.ZodType<NetworkPolicyRule> = z
  .object({ from: peersSchema, ports: portsSchema })
  .transform(({ from, ports }) => ({ peers: from, ports }));

/** A rule of egress. */
export const egressRuleSchema: z.ZodType<NetworkPolicyRule> = z
  .object({ to: peersSchema, ports: portsSchema })
  .transform(({ to, ports }) => ({ peers: to, ports }));
