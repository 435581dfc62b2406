import { CompiledRule } from './compiledPolicy';
import { MatchedRule } from './matchPeer';
import { matchPort, PodPort, PortContext } from './matchPort';
import {
  assumedToMatch,
  ignoredPort,
  mayMatch,
  notEvaluatedPeer,
  OpenQuestion,
  samePriority,
} from './openQuestion';

/** A rule that matches both the other end and the port. */
export interface DecidedRule {
  matched: MatchedRule;
  /** Index of the port; absent where the rule has none. */
  port?: number;
}

function notEvaluatedPort(
  { ports }: CompiledRule,
  port: number | undefined,
): string | undefined {
  const found = port === undefined ? undefined : ports?.[port];
  return found?.kind === 'not-evaluated' ? found.what : undefined;
}

function questionsOf({ matched, port }: DecidedRule): OpenQuestion[] {
  const what =
    notEvaluatedPeer(matched) ?? notEvaluatedPort(matched.rule, port);
  return what ? [assumedToMatch(matched.rule, what)] : [];
}

function questionsOfOtherPort({ rule }: MatchedRule): OpenQuestion[] {
  return rule.action === 'Accept'
    ? (rule.ports ?? []).flatMap(port =>
        port.kind === 'not-evaluated' ? [ignoredPort(rule, port.what)] : [],
      )
    : [];
}

// Of each policy of the same priority as the one that decided, the first rule that would have decided instead.
function rivals(
  { rule }: MatchedRule,
  later: readonly MatchedRule[],
  port: PodPort,
  context: PortContext,
): OpenQuestion[] {
  const asked = new Set([rule.policy]);
  const questions: OpenQuestion[] = [];
  for (const other of later) {
    const { policy, action } = other.rule;
    if (
      policy.priority === rule.policy.priority &&
      !asked.has(policy) &&
      matchPort(other, port, context).matches
    ) {
      // Where it matches only perhaps, the policy's next rule may be the one that decides.
      if (other.certainty !== 'perhaps') {
        asked.add(policy);
      }
      if (action !== rule.action) {
        questions.push(samePriority(rule, other.rule));
      }
    }
  }
  return questions;
}

/**
 * Asks the rules of a tier of cluster-wide policies: the first that matches decides.
 *
 * @param rules - those that match the other end, in the order in which they are asked
 */
export function judgeTier(
  rules: readonly MatchedRule[],
  port: PodPort,
  context: PortContext,
): { decided?: DecidedRule; questions: OpenQuestion[] } {
  const questions: OpenQuestion[] = [];
  for (const [position, matched] of rules.entries()) {
    const { matches, port: index } = matchPort(matched, port, context);
    if (!matches) {
      questions.push(...questionsOfOtherPort(matched));
    } else if (matched.certainty === 'perhaps') {
      questions.push(mayMatch(matched));
    } else {
      const decided = {
        matched,
        ...(index !== undefined && { port: index }),
      };
      questions.push(
        ...questionsOf(decided),
        ...rivals(matched, rules.slice(position + 1), port, context),
      );
      return { decided, questions };
    }
  }
  return { questions };
}
