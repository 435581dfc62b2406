import { Outcome } from '../asking/check';
import { printable } from './printable';

const escape = (text: string) =>
  printable(text).replace(/\\/g, '\\\\').replace(/#/g, '\\#');

/** Results in the Test Anything Protocol, version 14. */
export function* formatTap(outcomes: readonly Outcome[]): Generator<string> {
  yield 'TAP version 14';
  yield `1..${outcomes.length}`;
  for (const [index, { result }] of outcomes.entries()) {
    const { name, pass, expect, actual, partial, reasons } = result;
    yield `${pass ? 'ok' : 'not ok'} ${index + 1} - ${escape(name)}`;
    if (!pass || partial) {
      yield '  ---';
      yield `  expect: ${expect}`;
      yield `  actual: ${actual}`;
      yield `  partial: ${partial}`;
      yield '  reasons:';
      yield* reasons.map(reason => `    - ${JSON.stringify(reason)}`);
      yield '  ...';
    }
  }
}
