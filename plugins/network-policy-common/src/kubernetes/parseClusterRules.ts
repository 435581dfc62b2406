import { z } from 'zod';
import {
  ClusterNetworkPolicyAction,
  ClusterNetworkPolicyRule,
} from './clusterNetworkPolicy';
import { oneOf, optional } from './metadata';
import { boundedList } from './oneOfFields';
import { egressPeerSchema, ingressPeerSchema } from './parseClusterPeers';
import {
  v1alpha1PortSchema,
  v1alpha2ProtocolSchema,
} from './parseClusterPorts';

const nameSchema = z
  .string()
  .max(100, 'may not be more than 100 characters')
  .nullish();

/** AdminNetworkPolicy's word for Accept is Allow. */
function actionOf(
  action: 'Allow' | 'Accept' | 'Deny' | 'Pass',
): ClusterNetworkPolicyAction {
  return action === 'Allow' ? 'Accept' : action;
}

function ruleOf(
  {
    name,
    action,
  }: { name?: string | null; action: Parameters<typeof actionOf>[0] },
  peers: ClusterNetworkPolicyRule['peers'],
  ports: ClusterNetworkPolicyRule['ports'] | null | undefined,
): ClusterNetworkPolicyRule {
  return {
    ...(name && { name }),
    action: actionOf(action),
    peers,
    ports: ports ?? [],
  };
}

function checkEgressRule(accept: 'Allow' | 'Accept') {
  return (
    { action, peers }: ClusterNetworkPolicyRule,
    context: z.RefinementCtx,
  ) => {
    peers.forEach(({ kind }, index) => {
      if (kind === 'domainNames' && action !== 'Accept') {
        context.addIssue({
          code: 'custom',
          path: ['to', index, 'domainNames'],
          message: `is only supported for ${accept} rules`,
        });
      }
    });
  };
}

/** The rules of a policy of v1alpha1, which has other actions in an AdminNetworkPolicy than in the baseline. */
export function v1alpha1Rules<
  const T extends readonly ['Allow', 'Deny', ...'Pass'[]],
>(actions: T) {
  const common = {
    name: nameSchema,
    action: oneOf(actions),
    ports: boundedList(v1alpha1PortSchema, { least: 1, most: 100 }).nullish(),
  };
  const ingressRule: z.ZodType<ClusterNetworkPolicyRule> = z
    .object({
      ...common,
      from: boundedList(ingressPeerSchema, { least: 1, most: 100 }),
    })
    .transform(rule => ruleOf(rule, rule.from, rule.ports));
  const egressRule: z.ZodType<ClusterNetworkPolicyRule> = z
    .object({
      ...common,
      to: boundedList(egressPeerSchema, { least: 1, most: 100 }),
    })
    .transform(rule => ruleOf(rule, rule.to, rule.ports))
    .superRefine(checkEgressRule('Allow'));
  return {
    ingress: optional(boundedList(ingressRule, { most: 100 }), []),
    egress: optional(boundedList(egressRule, { most: 100 }), []),
  };
}

const v1alpha2Common = {
  name: nameSchema,
  action: oneOf(['Accept', 'Deny', 'Pass']),
  protocols: boundedList(v1alpha2ProtocolSchema, {
    least: 1,
    most: 25,
  }).nullish(),
};

const v1alpha2IngressRule: z.ZodType<ClusterNetworkPolicyRule> = z
  .object({
    ...v1alpha2Common,
    from: boundedList(ingressPeerSchema, { least: 1, most: 25 }),
  })
  .transform(rule => ruleOf(rule, rule.from, rule.protocols));

const v1alpha2EgressRule: z.ZodType<ClusterNetworkPolicyRule> = z
  .object({
    ...v1alpha2Common,
    to: boundedList(egressPeerSchema, { least: 1, most: 25 }),
  })
  .transform(rule => ruleOf(rule, rule.to, rule.protocols))
  .superRefine(checkEgressRule('Accept'));

/** The rules of a policy of v1alpha2. */
export const v1alpha2Rules = {
  ingress: optional(boundedList(v1alpha2IngressRule, { most: 25 }), []),
  egress: optional(boundedList(v1alpha2EgressRule, { most: 25 }), []),
};
