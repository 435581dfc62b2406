import type {
  NamespaceReach,
  PolicyReason,
  PolicyReference,
} from 'backstage-plugin-network-policy-common';
import type { Words } from '../../hooks/useWords';

type ApiSide = NamespaceReach['ingress'];

/** A NetworkPolicy by its name alone; a policy of the whole cluster with its kind, as it is in no namespace. */
export function describePolicy(policy: PolicyReason | PolicyReference): string {
  return 'kind' in policy && policy.kind !== 'NetworkPolicy'
    ? `${policy.kind} ${policy.name}`
    : policy.name;
}

/** Policies in a row, each once. */
export function describePolicies(
  policies: readonly (PolicyReason | PolicyReference)[],
): string {
  return [...new Set(policies.map(describePolicy))].join(', ');
}

/** "rule 1 of web-allow", with the rule's name if it has one; the policy alone where no rule of it decided. */
function describeRule(t: Words, reason: PolicyReason): string {
  const policy = describePolicy(reason);
  if (reason.rule === undefined) {
    return policy;
  }
  // People count rules from one.
  const rule = String(reason.rule + 1);
  return reason.ruleName
    ? t('card.rule.named', { rule, name: reason.ruleName, policy })
    : t('card.rule.plain', { rule, policy });
}

/** Everything that had a say on one side, each once. */
export function describeReasons(t: Words, { policies }: ApiSide): string {
  const rules = policies.map(reason => describeRule(t, reason));
  return [...new Set(rules)].join(', ');
}

/** Why one side allows. */
function describeAllowed(t: Words, side: ApiSide): string {
  switch (side.because) {
    case 'same-pod':
      return t('card.why.samePod');
    case 'not-subject':
      return t('card.why.notSubject');
    case 'own-node':
      return t('card.why.ownNode');
    case 'not-isolated':
      return t('card.why.notIsolated');
    default: {
      const [first] = side.policies;
      return t('card.why.allowed', { rule: describeRule(t, first) });
    }
  }
}

/** What decided, in one clause: the side that denies, else what allows. Where only some can connect, what stops the rest. */
export function describeWhy(t: Words, row: NamespaceReach): string {
  const some = row.reach === 'some';
  if (!row.ingress.allowed) {
    const policies = describeReasons(t, row.ingress);
    return t(some ? 'card.why.restDenied' : 'card.why.denied', { policies });
  }
  if (!row.egress.allowed) {
    const policies = describeReasons(t, row.egress);
    return t(some ? 'card.why.restEgressDenied' : 'card.why.egressDenied', {
      policies,
    });
  }
  return describeAllowed(t, row.ingress);
}
