import { DecidingPolicy, DecidingRule } from './deciding';
import { DecidedRule, judgeTier } from './judgeTier';
import { matchPort, PodPort, PortContext } from './matchPort';
import { MatchedSide } from './matchSide';
import { allowedByAddress, mayMatch, OpenQuestion } from './openQuestion';
import { NonEmpty, SideVerdict } from './sideVerdict';

/** A side's verdict, and what could turn it. */
export interface JudgedSide {
  verdict: SideVerdict;
  questions: readonly OpenQuestion[];
}

const notIsolated: SideVerdict = {
  allowed: true,
  because: 'not-isolated',
  policies: [],
};

function nonEmpty<T>(items: readonly T[]): NonEmpty<T> | undefined {
  const [first, ...rest] = items;
  return first === undefined ? undefined : [first, ...rest];
}

function toReason({ matched, port }: DecidedRule): DecidingRule {
  const { rule, peer } = matched;
  return {
    ...rule.policy.reference,
    rule: rule.index,
    ...(rule.name !== undefined && { ruleName: rule.name }),
    ...(peer !== undefined && { peer }),
    ...(port !== undefined && { port }),
  };
}

function verdictOf(decided: DecidedRule): SideVerdict {
  const reason = toReason(decided);
  return decided.matched.rule.action === 'Deny'
    ? { allowed: false, because: 'denied', policies: [reason] }
    : { allowed: true, because: 'rules', policies: [reason] };
}

/** NetworkPolicies add up: any rule that matches allows, and where none does, whatever isolates denies. */
function judgeNetworkPolicies(
  { side, networkPolicy }: MatchedSide,
  port: PodPort,
  context: PortContext,
): JudgedSide | undefined {
  const isolating = nonEmpty<DecidingPolicy>(
    side.isolating.map(({ reference }) => reference),
  );
  if (!isolating) {
    return undefined;
  }
  const matching = networkPolicy.flatMap((matched): DecidedRule[] => {
    const { matches, port: index } = matchPort(matched, port, context);
    return matches
      ? [{ matched, ...(index !== undefined && { port: index }) }]
      : [];
  });
  const allowing = matching.filter(
    ({ matched }) => matched.certainty !== 'perhaps',
  );
  const reasons = nonEmpty(allowing.map(toReason));
  if (!reasons) {
    return {
      verdict: { allowed: false, because: 'no-rule', policies: isolating },
      questions: matching.map(({ matched }) => mayMatch(matched)),
    };
  }
  const byAddressOnly = allowing.every(
    ({ matched }) => matched.certainty === 'address-of-pod',
  );
  return {
    verdict: { allowed: true, because: 'rules', policies: reasons },
    questions: byAddressOnly ? reasons.map(allowedByAddress) : [],
  };
}

function turning(judged: JudgedSide): JudgedSide {
  const same = judged.verdict.allowed ? 'allowed' : 'denied';
  return {
    verdict: judged.verdict,
    questions: judged.questions.filter(({ couldBe }) => couldBe !== same),
  };
}

/**
 * Whether a side allows a connection, with the reasons. The Admin tier is asked first; what it does not decide or
 * passes on goes to NetworkPolicy, and where no NetworkPolicy isolates the pods, to the Baseline tier.
 */
export function judgeSide(
  matched: MatchedSide,
  port: PodPort,
  context: PortContext,
): JudgedSide {
  const admin = judgeTier(matched.admin, port, context);
  if (admin.decided && admin.decided.matched.rule.action !== 'Pass') {
    return turning({
      verdict: verdictOf(admin.decided),
      questions: admin.questions,
    });
  }
  const isolated = judgeNetworkPolicies(matched, port, context);
  if (isolated) {
    return turning({
      verdict: isolated.verdict,
      questions: [...admin.questions, ...isolated.questions],
    });
  }
  const baseline = judgeTier(matched.baseline, port, context);
  return turning({
    verdict: baseline.decided ? verdictOf(baseline.decided) : notIsolated,
    questions: [...admin.questions, ...baseline.questions],
  });
}
