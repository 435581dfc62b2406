import { Readable, Writable } from 'node:stream';
import { CommandResult, runCommand } from '../run';
import { Terminal } from '../terminal';

function sink(): { stream: Writable; text: () => string } {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return { stream, text: () => chunks.join('') };
}

/** Runs a command with a text at its standard input, and gives back what it prints. */
export async function runWith(
  input: string,
  command: (terminal: Terminal) => Promise<CommandResult>,
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const stdout = sink();
  const stderr = sink();
  const terminal: Terminal = {
    stdin: Readable.from([input]),
    stdout: stdout.stream,
    stderr: stderr.stream,
    env: {},
  };
  const exitCode = await runCommand(terminal, () => command(terminal));
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

/** A List of objects, as a text. */
export function listOf(...items: readonly unknown[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}
