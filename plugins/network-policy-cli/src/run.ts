import { ExitCode, exitCodes } from './exitCode';
import { UnusableInputError } from './failure';
import { writeLines } from './printing/writeLines';
import { Terminal } from './terminal';

/** What a command has to say, and how the program ends. */
export interface CommandResult {
  lines: Iterable<string>;
  exitCode: ExitCode;
}

/** Runs a command to its end; what cannot be used is told in a sentence. */
export async function runCommand(
  terminal: Terminal,
  command: () => Promise<CommandResult>,
): Promise<ExitCode> {
  try {
    const { lines, exitCode } = await command();
    await writeLines(terminal.stdout, lines);
    return exitCode;
  } catch (error) {
    if (!(error instanceof UnusableInputError)) {
      throw error;
    }
    terminal.stderr.write(`${error.message}\n`);
    return exitCodes.unusable;
  }
}
