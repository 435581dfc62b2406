import { quantile } from '../bench/harness/statistics';
import { Outcome } from './faults/tryFault';
import { Card } from './measure/Card';

type Looks = Pick<Card, 'between'>;

/** A time in which nothing went wrong, to compare with. */
export interface Quiet {
  from: number;
  to: number;
}

/**
 * Answers may take so many times as long as in quiet times, and so much longer: the API servers use this machine, too.
 * To wait for a bad cluster would take five seconds.
 */
const noise = { times: 3, plusMs: 1_000 };

const mostShown = 160;

const headings = [
  'fault',
  'what the card says of the cluster',
  'said after',
  'live again after',
  'p99 of the answers',
  '',
] as const;

type Line = readonly [string, string, string, string, string, string];

const inSeconds = (value: number | undefined) =>
  value === undefined ? '–' : `${value.toFixed(1)} s`;

const inMilliseconds = (value: number) => `${Math.round(value)} ms`;

const short = (text: string) =>
  text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;

/** How long nearly all answers took. */
function p99(card: Looks, { from, to }: Quiet): number {
  return quantile(
    card.between(from, to).map(({ tookMs }) => tookMs),
    0.99,
  );
}

/**
 * Why the other clusters were not as they should be while one was bad: the good one was not shown, or answers took long.
 */
function whyNotGood(
  card: Looks,
  quiet: Quiet,
  outcome: Outcome,
): string | undefined {
  const looks = card.between(outcome.from, outcome.to);
  if (looks.length === 0) {
    return 'nobody looked at the card meanwhile';
  }
  const bad = looks.find(
    ({ clusters }) => clusters.get('good')?.state !== 'live',
  );
  if (bad) {
    return `the good cluster was not shown as live: ${
      bad.failure ?? JSON.stringify(bad.clusters.get('good'))
    }`;
  }
  const most = p99(card, quiet) * noise.times + noise.plusMs;
  const took = p99(card, outcome);
  return took > most
    ? `answers took ${inMilliseconds(took)}, more than ${inMilliseconds(most)}`
    : undefined;
}

/** A fault as a line of the table, and whether all was as it should be. */
export function lineOf(
  card: Looks,
  quiet: Quiet,
  outcome: Outcome,
): { line: Line; problem: string | undefined } {
  const problem = outcome.problem ?? whyNotGood(card, quiet, outcome);
  return {
    problem,
    line: [
      outcome.name,
      short(outcome.shown),
      inSeconds(outcome.shownAfter),
      inSeconds(outcome.liveAfter),
      `${inMilliseconds(p99(card, outcome))} (quiet: ${inMilliseconds(
        p99(card, quiet),
      )})`,
      problem === undefined ? 'ok' : 'not ok',
    ],
  };
}

const rowOf = (cells: readonly string[]) =>
  `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** The lines as a table in Markdown. */
export function tableOf(lines: readonly Line[]): string {
  return [
    rowOf(headings),
    rowOf(headings.map(() => '---')),
    ...lines.map(rowOf),
    '',
  ].join('\n');
}
