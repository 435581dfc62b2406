import { Problem } from 'backstage-plugin-network-policy-common';
import { sentenceOf, whoIs } from '../words/sides';
import { Answer, ask } from './ask';
import { Assertion, Expectation } from './assertion';
import { Directory } from './directory';

/** An assertion with what is so. The fields and their names are a contract. */
export interface CheckedAssertion {
  name: string;
  expect: Expectation;
  /** The best verdict that there is. */
  actual: Expectation;
  /** Whether something that was not evaluated could change the verdict. */
  partial: boolean;
  pass: boolean;
  /** Why, and what is partial, one sentence each. */
  reasons: readonly string[];
}

/** Why an answer is what it is, one sentence each. */
export function reasonsOf({ decisive, notes, partial }: Answer): string[] {
  const sides = decisive
    ? [
        `Egress: ${sentenceOf(
          'egress',
          decisive.verdict.egress,
          whoIs(decisive.from),
        )}`,
        `Ingress: ${sentenceOf(
          'ingress',
          decisive.verdict.ingress,
          whoIs(decisive.leg.to),
        )}`,
      ]
    : [];
  return [
    ...notes,
    ...sides,
    ...partial.map(sentence => `Partial: ${sentence}`),
  ];
}

/** What is so about an assertion that cannot be checked: it does not hold. */
export function unchecked(
  { name, expect }: { name: string; expect?: Expectation },
  reason: string,
): CheckedAssertion {
  return {
    name,
    expect: expect ?? 'allowed',
    actual: 'denied',
    partial: true,
    pass: false,
    reasons: [reason],
  };
}

/** Checks an assertion. What it names may not exist: that is a problem, too. */
export function check(
  directory: Directory,
  assertion: Assertion,
): { result: CheckedAssertion; problem?: Problem } {
  const answer = ask(directory, assertion);
  const { name, expect } = assertion;
  if ('missing' in answer) {
    const { path, missing } = answer;
    return {
      result: unchecked(assertion, missing),
      problem: { path, message: missing },
    };
  }
  const { allowed, partial } = answer.found;
  const actual = allowed ? 'allowed' : 'denied';
  return {
    result: {
      name,
      expect,
      actual,
      partial: partial.length > 0,
      pass: actual === expect,
      reasons: reasonsOf(answer.found),
    },
  };
}
