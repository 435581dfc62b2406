import { Card } from './measure/Card';
import { Look } from './measure/Look';
import { lineOf, tableOf } from './report';

const quiet = { from: 0, to: 99 };
const outcome = {
  name: '500 to every request',
  shown: 'stale: a | b',
  shownAfter: 0.52,
  liveAfter: 3,
  from: 100,
  to: 199,
};

const looksOf = (tookMs: number, state = 'live'): Pick<Card, 'between'> => ({
  between: (from, to) =>
    [0, 50, 100, 150]
      .filter(at => at >= from && at <= to)
      .map(
        (at): Look => ({
          at,
          tookMs: at < 100 ? 10 : tookMs,
          clusters: new Map([
            ['good', { state: at < 100 ? 'live' : state, because: '' }],
          ]),
        }),
      ),
});

describe('the report', () => {
  it('has a line for a fault that went well', () => {
    const { line, problem } = lineOf(looksOf(200), quiet, outcome);
    expect(problem).toBeUndefined();
    expect(tableOf([line])).toContain(
      '| 500 to every request | stale: a \\| b | 0.5 s | 3.0 s | 200 ms (quiet: 10 ms) | ok |',
    );
  });

  it.each([
    ['answers are late', looksOf(5_000), /^answers took 5000 ms/],
    ['the good cluster is not live', looksOf(10, 'stale'), /^the good cluster/],
  ])('says so when %s', (_, card, words) => {
    const { line, problem } = lineOf(card, quiet, outcome);
    expect(problem).toMatch(words);
    expect(line.at(-1)).toBe('not ok');
  });
});
