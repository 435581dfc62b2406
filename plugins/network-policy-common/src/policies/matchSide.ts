import { AddressFamily } from '../kubernetes/addresses';
import { CompiledRule } from './compiledPolicy';
import { End } from './end';
import { MatchedRule, matchRules } from './matchPeer';
import { Side } from './side';

/** What a side says of one other end, on whichever port. */
export interface MatchedSide {
  side: Side;
  admin: readonly MatchedRule[];
  networkPolicy: readonly MatchedRule[];
  baseline: readonly MatchedRule[];
}

/** The rules of NetworkPolicies that may match the other end: those for pods of the own namespace match no others. */
export function networkPolicyRules(
  side: Side,
  end: End,
): readonly CompiledRule[] {
  const [policy] = side.isolating;
  const isElsewhere =
    end.kind === 'pod' && policy?.reference.namespace !== end.namespace;
  // Only the rules that are asked for are made ready.
  return isElsewhere ? side.beyondNamespace : side.networkPolicy;
}

/** Finds the rules of a side that match the other end over one family of addresses. */
export function matchSide(
  side: Side,
  end: End,
  family?: AddressFamily,
): MatchedSide {
  return {
    side,
    admin: matchRules(side.admin, end, family),
    networkPolicy: matchRules(networkPolicyRules(side, end), end, family),
    baseline: matchRules(side.baseline, end, family),
  };
}
