import {
  describeOutcome,
  ProbeAttempt,
  ProbeRun,
} from 'backstage-plugin-network-policy-common';

const agreementWords = {
  agrees: 'as the policies say',
  'blocked-though-allowed': '**blocked, although the policies allow it**',
  'open-though-denied': '**open, although the policies deny it**',
  unknown: 'inconclusive',
} as const;

/** One attempt in a sentence, for the task's log. */
export function attemptSentence(attempt: ProbeAttempt): string {
  const outcome = attempt.outcome
    ? describeOutcome(attempt.outcome)
    : 'no outcome yet';
  return `From ${attempt.namespace}: ${outcome}${within(attempt)}${
    attempt.detail ? ` (${oneLine(attempt.detail)})` : ''
  }`;
}

/** The outcomes of a run as a Markdown table, narrow enough for a phone, with the reasons below it. */
export function probeReport(run: ProbeRun): string {
  const rows = run.attempts.map(
    attempt =>
      `| ${[
        attempt.namespace,
        attempt.outcome
          ? `${describeOutcome(attempt.outcome)}${within(attempt)}`
          : 'no outcome',
        attempt.agreement ? agreementWords[attempt.agreement] : 'inconclusive',
      ].join(' | ')} |`,
  );
  const notes = run.attempts.flatMap(
    ({ namespace, agreementReason, detail }) => {
      const note = [agreementReason, detail].filter(Boolean).join('; ');
      return note ? [`- ${namespace}: ${plainWords(note)}`] : [];
    },
  );
  return [
    `Connections made to \`${run.target}\`:`,
    '',
    '| from | outcome | verdict |',
    '| --- | --- | --- |',
    ...rows,
    ...(notes.length ? ['', ...notes] : []),
  ].join('\n');
}

function within({ outcome, timeoutMs }: ProbeAttempt): string {
  const seconds = timeoutMs / 1000;
  if (outcome === 'connected') {
    return ` within ${seconds} s`;
  }
  return outcome === 'timed-out' ? ` after ${seconds} s` : '';
}

/** A cluster's own words may hold anything. A line break in them would look like a new line of the log. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** A cluster's own words as plain text of a Markdown report: neither links nor pictures nor markup. */
export function plainWords(text: string): string {
  return oneLine(text).replace(/[\\`*_[\]<>&|~!#]/g, '\\$&');
}
