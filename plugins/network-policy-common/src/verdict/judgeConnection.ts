import { JudgedSide } from '../policies/sideVerdict';
import { PodPort } from '../policies/matchPort';
import { PreparedEnd } from '../policies/end';
import {
  judgeSides,
  matchConnection,
  MatchedConnection,
} from './matchConnection';
import { Verdict } from './verdict';
import { End } from '../policies/end';

/** No policy can keep a pod from its own address. */
export const samePod: Verdict = {
  allowed: true,
  egress: { allowed: true, because: 'same-pod', policies: [] },
  ingress: { allowed: true, because: 'same-pod', policies: [] },
  partial: [],
};

function deniesForCertain({ verdict, questions }: JudgedSide): boolean {
  return !verdict.allowed && questions.length === 0;
}

const nothing: readonly string[] = [];

/** What both sides leave open. It matters only where the other one does not deny for certain. */
export function openQuestions(
  egress: JudgedSide,
  ingress: JudgedSide,
): readonly string[] {
  if (egress.questions.length === 0 && ingress.questions.length === 0) {
    return nothing;
  }
  return [
    ...(deniesForCertain(ingress) ? [] : egress.questions),
    ...(deniesForCertain(egress) ? [] : ingress.questions),
  ].map(({ sentence }) => sentence);
}

interface JudgedFamily {
  family: MatchedConnection['family'];
  egress: JudgedSide;
  ingress: JudgedSide;
}

function isAllowed({ egress, ingress }: JudgedFamily): boolean {
  return egress.verdict.allowed && ingress.verdict.allowed;
}

/**
 * Judges a connection that was matched with both sides, on every family of addresses that it may have; one that allows
 * it is enough.
 */
export function judgeMatched(
  families: readonly MatchedConnection[],
  to: End,
  port: PodPort,
): Verdict {
  const judged = families.map(
    (matched): JudgedFamily => ({
      family: matched.family,
      ...judgeSides(matched, to, port),
    }),
  );
  const allowed = judged.filter(isAllowed);
  const { egress, ingress, family } = allowed[0] ?? judged[0];
  const differs = allowed.length > 0 && allowed.length < judged.length;
  // Where every family is denied, what could allow one of them could allow the connection.
  const decisive = allowed.length > 0 ? allowed.slice(0, 1) : judged;
  const questions = decisive.flatMap(one =>
    openQuestions(one.egress, one.ingress),
  );
  return {
    allowed: allowed.length > 0,
    egress: egress.verdict,
    ingress: ingress.verdict,
    partial: [
      ...(differs
        ? [
            `Policies allow connections over ${
              family === 'ipv4' ? 'IPv4' : 'IPv6'
            } only.`,
          ]
        : []),
      ...new Set(questions),
    ],
  };
}

/** Judges a connection between two ends that are not one pod. */
export function judgeConnection(
  from: PreparedEnd,
  to: PreparedEnd,
  port: PodPort,
): Verdict {
  return judgeMatched(matchConnection(from, to), to.end, port);
}
