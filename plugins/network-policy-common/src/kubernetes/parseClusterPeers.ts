import { z } from 'zod';
import {
  ClusterNetworkPolicyPeer,
  ClusterPodSelector,
} from './clusterNetworkPolicy';
import { optional, validated } from './metadata';
import { boundedList, hasOneField, unknownFields } from './oneOfFields';
import { blockSchema } from './parseRule';
import { selectorSchema } from './parseSelector';
import { everything } from './sharedLabels';

const domainNamePattern =
  /^(\*\.)?([a-zA-Z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.)+[a-zA-Z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.?$/;

const domainNameSchema = validated(name =>
  name.length <= 255 && domainNamePattern.test(name)
    ? undefined
    : `must match '${domainNamePattern.source}'`,
);

// The API server asks for both selectors; everything else that reads such policies takes an absent one for an empty one.
const presentSelectorSchema = optional(selectorSchema, everything);

const podsFields = {
  namespaces: selectorSchema.nullish(),
  pods: z
    .object({
      namespaceSelector: presentSelectorSchema,
      podSelector: presentSelectorSchema,
    })
    .nullish(),
};

function podsOf({
  namespaces,
  pods,
}: {
  namespaces?: ClusterPodSelector['namespaceSelector'] | null;
  pods?: ClusterPodSelector | null;
}): ClusterPodSelector | undefined {
  return namespaces ? { namespaceSelector: namespaces } : pods ?? undefined;
}

const podsFieldNames = ['namespaces', 'pods'];

/** What a policy is about: all pods of some namespaces, or some of them. */
export const subjectSchema: z.ZodType<ClusterPodSelector> = z
  .looseObject(podsFields)
  .transform((subject, context): ClusterPodSelector => {
    const unknown = unknownFields(subject, podsFieldNames);
    for (const field of unknown) {
      // Without it nobody knows which pods the policy is about.
      context.addIssue({
        code: 'custom',
        path: [field],
        message: 'unknown field',
      });
    }
    return hasOneField(subject, podsFieldNames, context)
      ? podsOf(subject) ?? z.NEVER
      : z.NEVER;
  });

/** A peer of a rule of ingress: always pods. */
export const ingressPeerSchema: z.ZodType<ClusterNetworkPolicyPeer> = z
  .looseObject(podsFields)
  .transform((peer, context): ClusterNetworkPolicyPeer => {
    if (!hasOneField(peer, podsFieldNames, context)) {
      return z.NEVER;
    }
    const fields = unknownFields(peer, podsFieldNames);
    const pods = podsOf(peer);
    return pods && fields.length === 0
      ? { kind: 'pods', ...pods }
      : { kind: 'unknown', fields };
  });

const egressFieldNames = [
  ...podsFieldNames,
  'networks',
  'nodes',
  'domainNames',
];

/** A peer of a rule of egress. */
export const egressPeerSchema: z.ZodType<ClusterNetworkPolicyPeer> = z
  .looseObject({
    ...podsFields,
    networks: boundedList(blockSchema, { least: 1, most: 25 }).nullish(),
    nodes: selectorSchema.nullish(),
    domainNames: boundedList(domainNameSchema, {
      least: 1,
      most: 25,
    }).nullish(),
  })
  .transform((peer, context): ClusterNetworkPolicyPeer => {
    if (!hasOneField(peer, egressFieldNames, context)) {
      return z.NEVER;
    }
    const fields = unknownFields(peer, egressFieldNames);
    if (fields.length > 0) {
      return { kind: 'unknown', fields };
    }
    const { networks, nodes, domainNames } = peer;
    if (networks) {
      return { kind: 'networks', cidrs: networks };
    }
    if (nodes) {
      return { kind: 'nodes', selector: nodes };
    }
    if (domainNames) {
      return { kind: 'domainNames', domainNames };
    }
    const pods = podsOf(peer);
    return pods ? { kind: 'pods', ...pods } : z.NEVER;
  });
