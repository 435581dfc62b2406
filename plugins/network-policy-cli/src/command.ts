import { ExitCode, exitCodes } from './exitCode';
import { formatReport, Format, Report } from './printing/report';
import { paintFor } from './printing/style';
import { State, StateOptions } from './reading/state';
import { Terminal } from './terminal';

/** Options of every command that reads a state. */
export type StateCommandOptions = StateOptions & { output: Format };

/** The exit code of a command that worked on a state, of which something may have been unusable. */
export function exitCodeOf(
  states: readonly Pick<State, 'problems'>[],
  failed = false,
): ExitCode {
  if (states.some(({ problems }) => problems.length > 0)) {
    return exitCodes.unusable;
  }
  return failed ? exitCodes.failed : exitCodes.fine;
}

/** The lines of a report as the person wants it. */
export function linesOf(
  report: Report,
  format: Format,
  { stdout, env }: Terminal,
): Iterable<string> {
  return formatReport(report, format, paintFor(stdout, env));
}
