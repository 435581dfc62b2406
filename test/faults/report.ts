import { Outcome } from './faults/tryFault';
import { Card } from './measure/Card';
import {
  comparedInWords,
  inMilliseconds,
  Period,
  tookOf,
  usual,
  usualInWords,
  whyNotGood,
  whyNotLive,
} from './measure/goodCluster';

/** What was measured while faults were tried. */
export interface Measured {
  /** The card on which good and bad clusters are together. */
  card: Pick<Card, 'between'>;
  /** The card of the good cluster alone. */
  goodCard: Pick<Card, 'between'>;
  /** A time in which nothing went wrong, to compare with. */
  quiet: Period;
}

/**
 * Answers in which bad clusters are may take so many times as long as in quiet times, and so much longer: the API
 * servers use this machine, too. To wait for a bad cluster would take five seconds.
 */
const noise = { times: 3, plusMs: 1_000 };

const mostShown = 160;

const headings = [
  'fault',
  'what the card says of the cluster',
  'said after',
  'live again after',
  'p99 of the answers',
  'p99 of the others',
  '',
] as const;

type Line = readonly [string, string, string, string, string, string, string];

const inSeconds = (value: number | undefined) =>
  value === undefined ? '–' : `${value.toFixed(1)} s`;

const short = (text: string) =>
  text.length > mostShown ? `${text.slice(0, mostShown)}…` : text;

const looksIn = (card: Measured['card'], { from, to }: Period) =>
  card.between(from, to);

/**
 * Why the other clusters were not as they should be while one was bad: the good one was not shown, or answers took long.
 */
function whyNotWell(
  { card, goodCard, quiet }: Measured,
  outcome: Outcome,
): string | undefined {
  const looks = looksIn(card, outcome);
  const notGood = whyNotLive(looks) ?? whyNotGood(goodCard, quiet, outcome);
  if (notGood) {
    return notGood;
  }
  const most = usual(tookOf(looksIn(card, quiet))) * noise.times + noise.plusMs;
  const took = tookOf(looks);
  return usual(took) > most
    ? `answers took ${usualInWords(took)}, more than ${inMilliseconds(most)}`
    : undefined;
}

/** A fault as a line of the table, and whether all was as it should be. */
export function lineOf(
  measured: Measured,
  outcome: Outcome,
): { line: Line; problem: string | undefined } {
  const { card, goodCard, quiet } = measured;
  const problem = outcome.problem ?? whyNotWell(measured, outcome);
  const before = inMilliseconds(usual(tookOf(looksIn(card, quiet))));
  return {
    problem,
    line: [
      outcome.name,
      short(outcome.shown),
      inSeconds(outcome.shownAfter),
      inSeconds(outcome.liveAfter),
      `${usualInWords(tookOf(looksIn(card, outcome)))} (quiet: ${before})`,
      comparedInWords(looksIn(goodCard, outcome), looksIn(goodCard, quiet)),
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

/** How long the card of the good cluster took in a whole run, whatever happened to the others. */
export function sentenceOf(
  { goodCard, quiet }: Measured,
  whole: Period,
): string {
  const looks = looksIn(goodCard, whole);
  return `p99 of the others in the whole run, ${
    looks.length
  } answers: ${comparedInWords(looks, looksIn(goodCard, quiet))}.`;
}
