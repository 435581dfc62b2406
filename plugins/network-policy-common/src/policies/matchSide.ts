import { AddressFamily } from '../kubernetes/addresses';
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

/** Finds the rules of a side that match the other end over one family of addresses. */
export function matchSide(
  side: Side,
  end: End,
  family?: AddressFamily,
): MatchedSide {
  const [isolating] = side.isolating;
  const isElsewhere =
    end.kind === 'pod' && isolating?.reference.namespace !== end.namespace;
  return {
    side,
    admin: matchRules(side.admin, end, family),
    networkPolicy: matchRules(
      isElsewhere ? side.beyondNamespace : side.networkPolicy,
      end,
      family,
    ),
    baseline: matchRules(side.baseline, end, family),
  };
}
