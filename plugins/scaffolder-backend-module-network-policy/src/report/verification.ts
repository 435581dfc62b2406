import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';
import { attemptSentence, plainWords, probeReport } from './probeReport';

/** How the comparison of real connections with the policies ends. */
export const verificationResults = [
  'verified',
  'contradicted',
  'not-verified',
] as const;

/** A result, and why it is that one. */
export interface Verification {
  result: (typeof verificationResults)[number];
  /** Full sentences. */
  reason: string;
}

/** What each result means, as a sentence. */
export const headlines: Record<Verification['result'], string> = {
  verified: 'Verified: real connections confirm the policies.',
  contradicted: 'Contradicted: the cluster does not do what its policies say.',
  'not-verified':
    'Not verified: it is not known whether the cluster does what its policies say.',
};

const endedEarly: Partial<Record<ProbeRun['state'], string>> = {
  running: 'The connections are not over.',
  interrupted:
    'The connections were interrupted: the portal stopped or lost its database meanwhile.',
  cancelled: 'Somebody cancelled the connections.',
};

/** So many namespaces are named in a reason; the table below has them all. */
const NAMED = 5;

/**
 * What a run proves about the policies. One contradiction is enough for `contradicted`. Only a run in which every
 * connection that was asked for ended as the policies say is `verified`; silence proves nothing.
 */
export function verificationOf(
  run: ProbeRun,
  from: readonly string[],
): Verification {
  const contradicting = run.attempts.filter(
    ({ agreement }) =>
      agreement === 'blocked-though-allowed' ||
      agreement === 'open-though-denied',
  );
  if (contradicting.length > 0) {
    return {
      result: 'contradicted',
      reason: `${count(contradicting.length, run.attempts.length)} ${
        contradicting.length === 1 ? 'contradicts' : 'contradict'
      } the policies. ${list(contradicting)}`,
    };
  }

  const requested = run.attempts.filter(
    ({ purpose }) => purpose === 'requested',
  );
  const made = requested.filter(({ state }) => state === 'done');
  const agreeing = made.filter(({ agreement }) => agreement === 'agrees');
  const total = new Set([
    ...from,
    ...requested.map(({ namespace }) => namespace),
  ]).size;
  if (total > 0 && agreeing.length === total) {
    return {
      result: 'verified',
      reason: `${count(agreeing.length, total)} ended as the policies say.`,
    };
  }

  const inconclusive = made.filter(({ agreement }) => agreement !== 'agrees');
  const missing = total - made.length;
  return {
    result: 'not-verified',
    reason: [
      endedEarly[run.state],
      inconclusive.length > 0 &&
        `${count(inconclusive.length, total)} ${
          inconclusive.length === 1 ? 'was' : 'were'
        } inconclusive. ${list(inconclusive)}`,
      missing > 0 &&
        `${count(missing, total)} ${missing === 1 ? 'was' : 'were'} not made.`,
    ]
      .filter(Boolean)
      .join(' '),
  };
}

/** The result and its reason, and below them the table of outcomes, where connections were made. */
export function verificationReport(
  { result, reason }: Verification,
  run: ProbeRun | undefined,
): string {
  return [
    `**${headlines[result]}** ${plainWords(reason)}`,
    ...(run ? [probeReport(run)] : []),
  ].join('\n\n');
}

function count(some: number, total: number): string {
  return `${some} of ${total} ${total === 1 ? 'connection' : 'connections'}`;
}

function list(attempts: readonly ProbeAttempt[]): string {
  const named = attempts.slice(0, NAMED).map(it => `${attemptSentence(it)}.`);
  const others = attempts.length - named.length;
  return [...named, ...(others > 0 ? [`And ${others} more.`] : [])].join(' ');
}
