import { Problem } from 'backstage-plugin-network-policy-common';
import { sentenceOf, whoIs } from '../words/sides';
import { Answer, ask } from './ask';
import { Assertion, Expectation } from './assertion';
import { Directory } from './directory';

/** An assertion with what is so. The fields and their names are a contract. */
export interface CheckedAssertion {
  name: string;
  expect: Expectation;
  /** The best verdict that there is; `not-known` where nothing could be judged. */
  actual: Expectation | 'not-known';
  /** Whether something that was not evaluated could change the verdict. */
  partial: boolean;
  pass: boolean;
  /** Why, and what is partial, one sentence each. */
  reasons: readonly string[];
}

/** Why an answer is what it is, one sentence each. */
function reasonsOf({ decisive, unknown, notes, partial }: Answer): string[] {
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
    ...(unknown === undefined ? [] : [`not known: ${unknown}`]),
    ...notes,
    ...sides,
    ...partial.map(sentence => `Partial: ${sentence}`),
  ];
}

/** An answer in one word. */
export function verdictOf({
  allowed,
  unknown,
}: Answer): CheckedAssertion['actual'] {
  if (unknown !== undefined) {
    return 'not-known';
  }
  return allowed ? 'allowed' : 'denied';
}

/** What came of an assertion. */
export interface Outcome {
  result: CheckedAssertion;
  /** Whether it could be checked at all. */
  checked: boolean;
}

/** What comes of an assertion that cannot be checked: it does not hold. */
export function notChecked(
  { name, expect = 'allowed' }: { name: string; expect?: Expectation },
  reason: string,
): Outcome {
  return {
    result: {
      name,
      expect,
      actual: 'not-known',
      partial: true,
      pass: false,
      reasons: [reason],
    },
    checked: false,
  };
}

/** What came of an assertion, in a few words. */
export function outcomeInWords({
  checked,
  result: { pass, expect, actual },
}: Outcome): string {
  if (!checked) {
    return 'it could not be checked';
  }
  if (actual === 'not-known') {
    return `expected ${expect}, but it is not known`;
  }
  if (!pass && actual === expect) {
    return `it is ${actual} as far as is known, which --allow-partial lets pass`;
  }
  return pass ? `it is ${actual}` : `expected ${expect}, but it is ${actual}`;
}

/**
 * Checks an assertion. What it names may not exist: that is a problem, too. Only what is known holds.
 *
 * @param allowPartial - whether a verdict that something not evaluated could change may hold
 */
export function check(
  directory: Directory,
  assertion: Assertion,
  allowPartial = false,
): Outcome & { problem?: Problem } {
  const answer = ask(directory, assertion);
  const { name, expect } = assertion;
  if ('missing' in answer) {
    const { path, missing } = answer;
    return {
      ...notChecked(
        assertion,
        `${missing.charAt(0).toUpperCase()}${missing.slice(1)}.`,
      ),
      problem: { path, message: missing },
    };
  }
  const { unknown, partial } = answer.found;
  const actual = verdictOf(answer.found);
  const isPartial = unknown !== undefined || partial.length > 0;
  return {
    result: {
      name,
      expect,
      actual,
      partial: isPartial,
      pass: actual === expect && (allowPartial || !isPartial),
      reasons: reasonsOf(answer.found),
    },
    checked: true,
  };
}
