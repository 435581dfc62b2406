import { DecidingPolicy, DecidingRule } from '../policies/deciding';
import { SideVerdict } from '../policies/sideVerdict';
import { ReachSide } from './targetReach';

// Verdicts share their reasons, so equal ones are mostly one object.
function distinctPolicies(
  sides: readonly SideVerdict[],
): ReachSide['policies'] {
  const found = new Set<DecidingPolicy | DecidingRule>();
  for (const { policies } of sides) {
    for (const policy of policies) {
      found.add(policy);
    }
  }
  return [...found];
}

// A denial explains a row better than what is allowed beside it, and what no rule limits better than a rule.
function rank({ allowed, because }: SideVerdict): number {
  if (!allowed) {
    return 2;
  }
  return because === 'rules' ? 0 : 1;
}

/** Of verdicts about one side, the reasons of those that explain it best. */
export function uniteSides(sides: readonly SideVerdict[]): ReachSide {
  if (sides.length === 1) {
    return sides[0];
  }
  let chosen = sides[0];
  for (const side of sides) {
    if (rank(side) > rank(chosen)) {
      chosen = side;
    }
  }
  const alike = sides.filter(
    side => side !== chosen && rank(side) === rank(chosen),
  );
  return alike.length === 0 || chosen.policies.length === 0
    ? chosen
    : {
        allowed: chosen.allowed,
        because: chosen.because,
        policies: distinctPolicies([chosen, ...alike]),
      };
}
