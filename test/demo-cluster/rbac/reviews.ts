import { z } from 'zod';
import { badRequest } from '../api/status';
import { Identity, isAllowed, rulesOf } from './authorizer';

const text = z.string().optional();

const accessReviewSchema = z.looseObject({
  spec: z.looseObject({
    resourceAttributes: z
      .looseObject({
        verb: text,
        group: text,
        resource: text,
        subresource: text,
        namespace: text,
        name: text,
      })
      .optional(),
    nonResourceAttributes: z.looseObject({ path: text, verb: text }).optional(),
  }),
});

/** Resources that only exist to be asked: each answers about the asker. */
export const reviewKinds: Record<string, { kind: string; group: string }> = {
  selfsubjectaccessreviews: {
    kind: 'SelfSubjectAccessReview',
    group: 'authorization.k8s.io',
  },
  selfsubjectrulesreviews: {
    kind: 'SelfSubjectRulesReview',
    group: 'authorization.k8s.io',
  },
  selfsubjectreviews: {
    kind: 'SelfSubjectReview',
    group: 'authentication.k8s.io',
  },
};

function reviewAccess(identity: Identity, body: unknown): object {
  const parsed = accessReviewSchema.safeParse(body);
  const asked = parsed.data?.spec;
  if (!asked || (!asked.resourceAttributes && !asked.nonResourceAttributes)) {
    throw badRequest(
      'spec.resourceAttributes or spec.nonResourceAttributes is required',
    );
  }
  const attributes = asked.resourceAttributes;
  const allowed = isAllowed(
    identity,
    attributes
      ? {
          verb: attributes.verb ?? '',
          group: attributes.group ?? '',
          resource: attributes.resource ?? '',
          subresource: attributes.subresource,
          namespace: attributes.namespace,
          name: attributes.name,
        }
      : {
          verb: asked.nonResourceAttributes?.verb ?? '',
          group: '',
          resource: '',
        },
  );
  return { spec: asked, status: { allowed } };
}

/** Answers one of the reviews in {@link reviewKinds}. */
export function answerReview(
  identity: Identity,
  resource: string,
  body: unknown,
): object {
  const { kind, group } = reviewKinds[resource];
  const head = { kind, apiVersion: `${group}/v1`, metadata: {} };
  if (resource === 'selfsubjectaccessreviews') {
    return { ...head, ...reviewAccess(identity, body) };
  }
  if (resource === 'selfsubjectrulesreviews') {
    return {
      ...head,
      spec: {},
      status: {
        resourceRules: rulesOf(identity),
        nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['/version'] }],
        incomplete: false,
      },
    };
  }
  const { username, groups } = identity;
  return { ...head, status: { userInfo: { username, groups } } };
}
