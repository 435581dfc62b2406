import { MatchedRule } from './matchPeer';
import { matchedPorts, PortContext } from './matchPort';
import { MatchedSide } from './matchSide';
import { PortSet } from './portSet';

interface Asked {
  accepted: PortSet;
  passed: PortSet;
  /** What no rule decided. */
  left: PortSet;
}

function askTier(
  rules: readonly MatchedRule[],
  ports: PortSet,
  context: PortContext,
): Asked {
  const asked: Asked = {
    accepted: PortSet.none(),
    passed: PortSet.none(),
    left: ports,
  };
  for (const matched of rules) {
    if (matched.certainty !== 'perhaps') {
      const decided = matchedPorts(matched, context).intersect(asked.left);
      asked.left = asked.left.subtract(decided);
      if (matched.rule.action === 'Accept') {
        asked.accepted = asked.accepted.union(decided);
      } else if (matched.rule.action === 'Pass') {
        asked.passed = asked.passed.union(decided);
      }
    }
  }
  return asked;
}

/** The ports on which a side allows connections with the other end that it was matched with. */
export function portsOfSide(
  { side, admin, networkPolicy, baseline }: MatchedSide,
  context: PortContext,
): PortSet {
  const first = askTier(admin, PortSet.all(), context);
  const next = first.left.union(first.passed);
  if (side.isolating.length > 0) {
    const allowed = networkPolicy
      .filter(({ certainty }) => certainty !== 'perhaps')
      .reduce(
        (set, matched) => set.union(matchedPorts(matched, context)),
        PortSet.none(),
      );
    return first.accepted.union(allowed.intersect(next));
  }
  const last = askTier(baseline, next, context);
  // After the last tier there is nothing to pass on to: what it passes is allowed as what it leaves.
  return first.accepted
    .union(last.accepted)
    .union(last.passed)
    .union(last.left);
}
