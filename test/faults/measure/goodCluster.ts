import { quantile } from '../../bench/harness/statistics';
import { timeoutSeconds } from '../portal/startPortal';
import { Card } from './Card';
import { Look } from './Look';

/** A part of the run. */
export interface Period {
  from: number;
  to: number;
}

/** Of fewer answers, the hundredth part is no answer at all. */
const enough = 100;

/**
 * Whoever is later than so has waited for something: of all else that makes answers late, the API servers on this
 * machine above all, the answers about no cluster have their part.
 */
const allowed = { times: 2, plusMs: 100 };

/** No single answer may wait for half as long as a cluster is waited for that says nothing. */
const longestMs = timeoutSeconds * 500;

export const inMilliseconds = (value: number) => `${Math.round(value)} ms`;

const besideOf = (looks: readonly Look[]) =>
  looks.flatMap(({ besideMs }) => besideMs ?? []);

/** How long 99 of 100 answers took, or where there are not so many, 19 of 20. */
export function usual(samples: readonly number[]): number {
  return quantile(samples, samples.length >= enough ? 0.99 : 0.95);
}

/** The same in words, which say of how few answers it speaks. */
export function usualInWords(samples: readonly number[]): string {
  const words = inMilliseconds(usual(samples));
  return samples.length >= enough
    ? words
    : `${words} for most of ${samples.length}`;
}

/** How long the looks at a card took. */
export const tookOf = (looks: readonly Look[]) =>
  looks.map(({ tookMs }) => tookMs);

/** How long a card of the good cluster took, beside one of no cluster and in quiet times. */
export function comparedInWords(
  looks: readonly Look[],
  quiet: readonly Look[],
): string {
  const beside = inMilliseconds(usual(besideOf(looks)));
  const before = inMilliseconds(usual(tookOf(quiet)));
  const words = usualInWords(tookOf(looks));
  return `${words} (about no cluster: ${beside}, quiet: ${before})`;
}

/** Why a card did not show the good cluster as it is. */
export function whyNotLive(looks: readonly Look[]): string | undefined {
  if (looks.length === 0) {
    return 'nobody looked at the card meanwhile';
  }
  const bad = looks.find(
    ({ clusters }) => clusters.get('good')?.state !== 'live',
  );
  return (
    bad &&
    `the good cluster was not shown as live: ${
      bad.failure ?? JSON.stringify(bad.clusters.get('good'))
    }`
  );
}

/**
 * Why the card of the good cluster alone was late, compared with quiet times and with answers about no cluster.
 */
function whyLate(
  looks: readonly Look[],
  quiet: readonly Look[],
): string | undefined {
  const waited = looks.find(
    ({ tookMs, besideMs = 0 }) => tookMs - besideMs > longestMs,
  );
  if (waited) {
    return `an answer about the good cluster alone took ${inMilliseconds(
      waited.tookMs,
    )}, one about no cluster ${inMilliseconds(waited.besideMs ?? 0)}`;
  }
  const common = Math.max(usual(tookOf(quiet)), usual(besideOf(looks)));
  const most = common * allowed.times + allowed.plusMs;
  return usual(tookOf(looks)) > most
    ? `answers about the good cluster alone took ${comparedInWords(
        looks,
        quiet,
      )}, more than ${inMilliseconds(most)}`
    : undefined;
}

/** Why the good cluster was blanked or delayed while another one was bad, as its own card tells. */
export function whyNotGood(
  card: Pick<Card, 'between'>,
  quiet: Period,
  { from, to }: Period,
): string | undefined {
  const looks = card.between(from, to);
  return (
    whyNotLive(looks) ?? whyLate(looks, card.between(quiet.from, quiet.to))
  );
}
