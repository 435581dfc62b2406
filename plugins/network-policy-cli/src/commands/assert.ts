import { check, notChecked, Outcome, outcomeInWords } from '../asking/check';
import { createDirectory } from '../asking/directory';
import { exitCodeOf, linesOf } from '../command';
import { CommandResult } from '../run';
import { UnusableInputError } from '../failure';
import { formatJunit } from '../printing/junit';
import { each } from '../printing/many';
import { printable } from '../printing/printable';
import { Format, Report } from '../printing/report';
import { Paint } from '../printing/style';
import { Cell, paintCell, textOf } from '../printing/table';
import { formatTap } from '../printing/tap';
import { createProgress } from '../progress';
import { standardInput } from '../reading/standardInput';
import { formatProblem, InputProblem } from '../reading/problem';
import { readAssertions } from '../reading/readAssertions';
import { textReader } from '../reading/readFiles';
import { loadState, StateOptions } from '../reading/state';
import { readInput, Terminal } from '../terminal';

/** Options of `assert`. */
export type AssertOptions = StateOptions & {
  assertions: string;
  output: Format | 'junit' | 'tap';
  /** Whether verdicts that are partial may pass. */
  allowPartial?: boolean;
};

function wordOf({ checked, result: { pass } }: Outcome): Cell {
  if (pass) {
    return { text: 'pass', meaning: 'allowed' };
  }
  return { text: checked ? 'FAIL' : 'ERROR', meaning: 'denied' };
}

function* linesOfText(
  outcomes: readonly Outcome[],
  paint: Paint,
): Generator<string> {
  for (const outcome of outcomes) {
    const { name, pass, partial, reasons } = outcome.result;
    const word = wordOf(outcome);
    const start = `${paintCell(
      word,
      textOf(word).padEnd(5),
      paint,
    )} ${printable(name)}`;
    if (pass) {
      yield partial ? `${start} ${paint('(partial)', 'warning')}` : start;
    } else {
      yield `${start}: ${outcomeInWords(outcome)}`;
      yield* reasons.map(reason => `      ${printable(reason)}`);
    }
  }
}

function reportOf(outcomes: readonly Outcome[]): Report {
  const passed = outcomes.filter(({ result }) => result.pass).length;
  const failed = outcomes.length - passed;
  const passedPartly = outcomes.filter(
    ({ result }) => result.pass && result.partial,
  ).length;
  const counted = passedPartly > 0 ? ` (${passedPartly} partial)` : '';
  const headline = `${passed} passed${counted}, ${failed} failed`;
  return {
    // The shape is a contract: nothing is added to it.
    data: {
      passed,
      failed,
      results: each(outcomes, ({ result }) => result),
    },
    table: {
      columns: ['result', 'name', 'expect', 'actual', 'partial', 'reasons'],
      rows: each(outcomes, outcome => {
        const { name, expect, actual, partial, reasons } = outcome.result;
        return [
          wordOf(outcome),
          name,
          expect,
          actual,
          partial ? 'yes' : 'no',
          reasons.join(' '),
        ];
      }),
    },
    headline,
    *text(paint) {
      yield* linesOfText(outcomes, paint);
      yield headline;
    },
  };
}

/**
 * Checks what a file asserts about a state.
 *
 * @throws UnusableInputError where there is nothing to check
 */
export async function assertConnections(
  options: AssertOptions,
  terminal: Terminal,
): Promise<CommandResult> {
  const fromInput = options.assertions === standardInput;
  if (fromInput && options.paths.includes(standardInput)) {
    throw new UnusableInputError(
      'Only one of the manifests and the assertions can come by standard input.',
    );
  }
  const input = fromInput ? await readInput(terminal) : undefined;
  const { assertions, problems, problemAt } = readAssertions(
    options.assertions,
    textReader(input),
  );
  const tell = (problem: InputProblem) =>
    terminal.stderr.write(`${formatProblem(problem)}\n`);
  problems.forEach(tell);
  if (options.strict && problems.length > 0) {
    throw new UnusableInputError('Nothing was checked.');
  }
  const state = await loadState(options, terminal);
  const directory = createDirectory(state);
  const progress = createProgress(options.quiet ? undefined : terminal.stderr);
  const found = [...problems];
  const outcomes = assertions.map((read, index): Outcome => {
    progress.report('Checking assertions', index, assertions.length);
    if (!read.ok) {
      return notChecked(read, 'The assertion could not be understood.');
    }
    const { problem, ...outcome } = check(
      directory,
      read.assertion,
      options.allowPartial,
    );
    if (problem) {
      const placed = problemAt(index, problem);
      found.push(placed);
      tell(placed);
    }
    return outcome;
  });
  progress.end();
  if (options.strict && found.length > 0) {
    throw new UnusableInputError('Not everything could be checked.');
  }
  const failed = outcomes.some(({ result }) => !result.pass);
  return {
    exitCode: exitCodeOf([state, { problems: found }], failed),
    lines: print(outcomes, options.output, terminal),
  };
}

function print(
  outcomes: readonly Outcome[],
  output: AssertOptions['output'],
  terminal: Terminal,
): Iterable<string> {
  switch (output) {
    case 'junit':
      return formatJunit(outcomes);
    case 'tap':
      return formatTap(outcomes);
    default:
      return linesOf(reportOf(outcomes), output, terminal);
  }
}
