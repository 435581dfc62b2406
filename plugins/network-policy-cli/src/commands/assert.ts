import { check, CheckedAssertion, unchecked } from '../asking/check';
import { createDirectory } from '../asking/directory';
import { exitCodeOf, linesOf } from '../command';
import { CommandResult } from '../run';
import { UnusableInputError } from '../failure';
import { formatJunit } from '../printing/junit';
import { Format, Report } from '../printing/report';
import { formatTap } from '../printing/tap';
import { createProgress } from '../progress';
import { standardInput } from '../reading/files';
import { formatProblem, InputProblem } from '../reading/problem';
import { readAssertions } from '../reading/readAssertions';
import { textReader } from '../reading/readFiles';
import { loadState, StateOptions } from '../reading/state';
import { readAll, Terminal } from '../terminal';

/** Options of `assert`. */
export type AssertOptions = StateOptions & {
  assertions: string;
  output: Format | 'junit' | 'tap';
};

function reportOf(results: readonly CheckedAssertion[]): Report {
  const failed = results.filter(({ pass }) => !pass).length;
  const passed = results.length - failed;
  return {
    data: { passed, failed, results },
    table: {
      columns: ['result', 'name', 'expect', 'actual', 'partial', 'reasons'],
      rows: results.map(({ pass, name, expect, actual, partial, reasons }) => [
        pass
          ? { text: 'pass', meaning: 'allowed' }
          : { text: 'FAIL', meaning: 'denied' },
        name,
        expect,
        actual,
        partial ? 'yes' : 'no',
        reasons.join(' '),
      ]),
    },
    *text(paint) {
      for (const result of results) {
        const { pass, name, expect, actual, partial, reasons } = result;
        if (pass) {
          yield `${paint('pass', 'allowed')}  ${name}${
            partial ? paint(' (partial)', 'warning') : ''
          }`;
        } else {
          yield `${paint(
            'FAIL',
            'denied',
          )}  ${name}: expected ${expect}, but it is ${actual}`;
          yield* reasons.map(reason => `      ${reason}`);
        }
      }
      yield `${passed} passed, ${failed} failed`;
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
  const input = fromInput ? await readAll(terminal.stdin) : undefined;
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
  const results = assertions.map((read, index) => {
    progress.report('Checking assertions', index, assertions.length);
    if (!read.ok) {
      return unchecked(read, 'The assertion could not be understood.');
    }
    const { result, problem } = check(directory, read.assertion);
    if (problem) {
      const placed = problemAt(index, problem);
      found.push(placed);
      tell(placed);
    }
    return result;
  });
  progress.end();
  if (options.strict && found.length > 0) {
    throw new UnusableInputError('Not everything could be checked.');
  }
  const failed = results.some(({ pass }) => !pass);
  return {
    exitCode: exitCodeOf([state, { problems: found }], failed),
    lines: print(results, options.output, terminal),
  };
}

function print(
  results: readonly CheckedAssertion[],
  output: AssertOptions['output'],
  terminal: Terminal,
): Iterable<string> {
  switch (output) {
    case 'junit':
      return formatJunit(results);
    case 'tap':
      return formatTap(results);
    default:
      return linesOf(reportOf(results), output, terminal);
  }
}
