import { CompiledRule } from './compiledPolicy';
import { DecidingPolicy } from './deciding';
import { MatchedRule } from './matchPeer';

/** Something that is not known or not evaluated and could turn a side's verdict into another. */
export interface OpenQuestion {
  couldBe: 'allowed' | 'denied' | 'either';
  /** What it is, in a sentence. */
  sentence: string;
}

/** A policy as people write it: `NetworkPolicy default/web`. */
function describePolicy({ kind, namespace, name }: DecidingPolicy): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

/** What a rule's action would make of a connection. */
function outcomeOf({ action }: CompiledRule): OpenQuestion['couldBe'] {
  switch (action) {
    case 'Accept':
      return 'allowed';
    case 'Deny':
      return 'denied';
    default:
      return 'either';
  }
}

const verbs = { Accept: 'allows', Deny: 'denies', Pass: 'passes on' } as const;

/** What is not evaluated of the peer of a rule; undefined when all is. */
export function notEvaluatedPeer({
  rule,
  peer,
}: MatchedRule): string | undefined {
  const found = peer === undefined ? undefined : rule.peers?.[peer];
  return found?.kind === 'not-evaluated' ? found.what : undefined;
}

/** A rule matches only perhaps. */
export function mayMatch(matched: MatchedRule): OpenQuestion {
  const { rule } = matched;
  const policy = describePolicy(rule.policy.reference);
  const what = notEvaluatedPeer(matched);
  return {
    couldBe: outcomeOf(rule),
    sentence: what
      ? `${policy} ${
          verbs[rule.action]
        } peers by ${what}, which is not evaluated.`
      : `${policy} ${
          verbs[rule.action]
        } a block of addresses, and a pod without an address yet may get one that lies in it.`,
  };
}

/** A rule decides because what it says is not understood, which must not let more through. */
export function assumedToMatch(rule: CompiledRule, what: string): OpenQuestion {
  return {
    couldBe: 'either',
    sentence: `${describePolicy(rule.policy.reference)} ${
      verbs[rule.action]
    } by ${what}, which is not evaluated and so taken to match.`,
  };
}

/** A rule would allow if its ports were understood. */
export function ignoredPort(rule: CompiledRule, what: string): OpenQuestion {
  return {
    couldBe: outcomeOf(rule),
    sentence: `${describePolicy(rule.policy.reference)} ${
      verbs[rule.action]
    } ports by ${what}, which is not evaluated.`,
  };
}

/** Pods are allowed by their addresses only. */
export function allowedByAddress(policy: DecidingPolicy): OpenQuestion {
  return {
    couldBe: 'denied',
    sentence: `${describePolicy(
      policy,
    )} allows pods by a block of addresses only: not every network plugin matches blocks against pods.`,
  };
}

/** Two policies are asked first. */
export function samePriority(
  decided: CompiledRule,
  other: CompiledRule,
): OpenQuestion {
  return {
    couldBe: outcomeOf(other),
    sentence: `${describePolicy(decided.policy.reference)} and ${describePolicy(
      other.policy.reference,
    )} have the same priority and decide differently: which of them counts is undefined.`,
  };
}
