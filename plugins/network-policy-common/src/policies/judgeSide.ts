import { DecidingRule } from './deciding';
import { DecidedRule, judgeTier } from './judgeTier';
import { matchPort, PodPort, PortContext } from './matchPort';
import { MatchedRule } from './matchPeer';
import { MatchedSide } from './matchSide';
import { allowedByAddress, mayMatch, OpenQuestion } from './openQuestion';
import { JudgedSide, nonEmpty, SideVerdict } from './sideVerdict';

/** Nothing isolates the pods. */
export const notIsolated: JudgedSide = {
  verdict: { allowed: true, because: 'not-isolated', policies: [] },
  questions: [],
};

const mostPorts = 65_536;

function toReason({ rule, peer }: MatchedRule, port?: number): DecidingRule {
  const key = ((peer ?? -1) + 1) * mostPorts + (port ?? -1) + 1;
  let reason = rule.reasons?.get(key);
  if (!reason) {
    reason = {
      ...rule.policy.reference,
      rule: rule.index,
      ...(rule.name !== undefined && { ruleName: rule.name }),
      ...(peer !== undefined && { peer }),
      ...(port !== undefined && { port }),
    };
    rule.reasons ??= new Map();
    rule.reasons.set(key, reason);
  }
  return reason;
}

function verdictOf(decided: DecidedRule): SideVerdict {
  const reason = toReason(decided.matched, decided.port);
  return decided.matched.rule.action === 'Deny'
    ? { allowed: false, because: 'denied', policies: [reason] }
    : { allowed: true, because: 'rules', policies: [reason] };
}

/** NetworkPolicies add up: any rule that matches allows, and where none does, whatever isolates denies. */
function judgeNetworkPolicies(
  networkPolicy: readonly MatchedRule[],
  noRule: JudgedSide,
  port: PodPort,
  context: PortContext,
): JudgedSide {
  const reasons: DecidingRule[] = [];
  const questions: OpenQuestion[] = [];
  let byAddressOnly = true;
  for (const matched of networkPolicy) {
    const { matches, port: index } = matchPort(matched, port, context);
    if (matches && matched.certainty === 'perhaps') {
      questions.push(mayMatch(matched));
    } else if (matches) {
      reasons.push(toReason(matched, index));
      byAddressOnly &&= matched.certainty === 'address-of-pod';
    }
  }
  const policies = nonEmpty(reasons);
  if (policies) {
    return {
      verdict: { allowed: true, because: 'rules', policies },
      questions: byAddressOnly ? policies.map(allowedByAddress) : [],
    };
  }
  return questions.length > 0 ? { verdict: noRule.verdict, questions } : noRule;
}

function turning(
  verdict: SideVerdict,
  questions: readonly OpenQuestion[],
): JudgedSide {
  const same = verdict.allowed ? 'allowed' : 'denied';
  return {
    verdict,
    questions: questions.filter(({ couldBe }) => couldBe !== same),
  };
}

/**
 * Whether a side allows a connection, with the reasons. The Admin tier is asked first; what it does not decide or
 * passes on goes to NetworkPolicy, and where no NetworkPolicy isolates the pods, to the Baseline tier.
 */
export function judgeSide(
  { side, admin, networkPolicy, baseline }: MatchedSide,
  port: PodPort,
  context: PortContext,
): JudgedSide {
  const { noRule } = side;
  const first = admin.length > 0 && judgeTier(admin, port, context);
  if (first && first.decided && first.decided.matched.rule.action !== 'Pass') {
    return turning(verdictOf(first.decided), first.questions);
  }
  const questions = first ? first.questions : [];
  if (noRule) {
    const judged = judgeNetworkPolicies(networkPolicy, noRule, port, context);
    return questions.length > 0
      ? turning(judged.verdict, [...questions, ...judged.questions])
      : judged;
  }
  if (baseline.length === 0 && questions.length === 0) {
    return notIsolated;
  }
  const last = judgeTier(baseline, port, context);
  return turning(last.decided ? verdictOf(last.decided) : notIsolated.verdict, [
    ...questions,
    ...last.questions,
  ]);
}
