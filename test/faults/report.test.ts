import { Look } from './measure/Look';
import { lineOf, Measured, sentenceOf, tableOf } from './report';

const quiet = { from: 0, to: 9_999 };
const outcome = {
  name: '500 to every request',
  shown: 'stale: a | b',
  shownAfter: 0.52,
  liveAfter: 3,
  from: 10_000,
  to: 19_999,
};

/** Two hundred looks, half of them in quiet times; what is said is how long the others took. */
const looksOf = (
  tookMs: (index: number) => number,
  {
    besideMs = () => 15,
    state = 'live',
  }: {
    besideMs?: (index: number) => number;
    state?: string;
  } = {},
): Measured['card'] => {
  const looks = Array.from({ length: 200 }, (_, index): Look => {
    const isQuiet = index < 100;
    return {
      at: index * 100,
      tookMs: isQuiet ? 10 : tookMs(index - 100),
      besideMs: isQuiet ? 10 : besideMs(index - 100),
      clusters: new Map([
        ['good', { state: isQuiet ? 'live' : state, because: '' }],
      ]),
    };
  });
  return {
    between: (from, to) => looks.filter(({ at }) => at >= from && at <= to),
  };
};

const measured = (different: Partial<Measured>): Measured => ({
  card: looksOf(() => 200),
  goodCard: looksOf(() => 20),
  quiet,
  ...different,
});

const now = (index: number) => (index % 20 === 0 ? 400 : 10);
const once = (index: number) => (index === 50 ? 4_000 : 10);

describe('the report', () => {
  it('has a line for a fault that went well', () => {
    const { line, problem } = lineOf(measured({}), outcome);
    expect(problem).toBeUndefined();
    expect(tableOf([line])).toContain(
      '| 500 to every request | stale: a \\| b | 0.5 s | 3.0 s | 200 ms (quiet: 10 ms) | 20 ms (about no cluster: 15 ms, quiet: 10 ms) | ok |',
    );
  });

  it.each([
    [
      'answers are late',
      { card: looksOf(() => 5_000) },
      /^answers took 5000 ms, more than 1030 ms/,
    ],
    [
      'the good cluster is not live on the card of all',
      { card: looksOf(() => 10, { state: 'stale' }) },
      /^the good cluster was not shown as live/,
    ],
    [
      'the good cluster is not live on its own card',
      { goodCard: looksOf(() => 10, { state: 'stale' }) },
      /^the good cluster was not shown as live/,
    ],
    [
      'the card of the good cluster is late now and then',
      { goodCard: looksOf(now) },
      /^answers about the good cluster alone took 400 ms .*, more than 130 ms/,
    ],
    [
      'the card of the good cluster waits once',
      { goodCard: looksOf(once) },
      /^an answer about the good cluster alone took 4000 ms/,
    ],
    [
      'nobody looks at the card of the good cluster',
      { goodCard: { between: () => [] } },
      /^nobody looked at the card/,
    ],
  ])('says so when %s', (_, different, words) => {
    const { line, problem } = lineOf(measured(different), outcome);
    expect(problem).toMatch(words);
    expect(line.at(-1)).toBe('not ok');
  });

  it.each([
    ['now and then', now],
    ['once', once],
  ])('finds no fault when the machine makes all late %s', (_, tookMs) => {
    const goodCard = looksOf(tookMs, { besideMs: tookMs });
    expect(lineOf(measured({ goodCard }), outcome).problem).toBeUndefined();
  });

  it('says of how few answers it speaks', () => {
    const { line } = lineOf(measured({}), { ...outcome, to: 14_950 });
    expect(line).toContain(
      '20 ms for most of 50 (about no cluster: 15 ms, quiet: 10 ms)',
    );
  });

  it('has a sentence about the whole run', () => {
    expect(sentenceOf(measured({}), { from: 0, to: 19_999 })).toBe(
      'p99 of the others in the whole run, 200 answers: 20 ms (about no cluster: 15 ms, quiet: 10 ms).',
    );
  });
});
