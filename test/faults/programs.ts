import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** A program that was started, with its output in a file. */
export interface Program {
  name: string;
  log: string;
  /** Whether it has not ended yet. */
  isRunning(): boolean;
  /** Ends it, and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<void>;
}

const started = new Set<ChildProcess>();
// Whatever ends this process must not leave an API server behind.
process.on('exit', () => started.forEach(child => child.kill('SIGKILL')));

/**
 * Starts a program. Its output is added to the file, so that a program that is started again has one log.
 */
export function startProgram(
  name: string,
  command: readonly [string, ...string[]],
  options: { log: string; cwd?: string; env?: NodeJS.ProcessEnv },
): Program {
  const { log, cwd, env = process.env } = options;
  const [file, ...words] = command;
  const child = spawn(file, words, {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  const output = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(output, { end: false });
  child.stderr.pipe(output, { end: false });
  child.once('error', error => output.write(`${file}: ${error.message}\n`));
  const isRunning = () =>
    child.pid !== undefined &&
    child.exitCode === null &&
    child.signalCode === null;
  child.once('close', () => {
    started.delete(child);
    output.end();
  });
  return {
    name,
    log,
    isRunning,
    async end(signal = 'SIGTERM') {
      if (isRunning()) {
        const ended = once(child, 'exit');
        child.kill(signal);
        await ended;
      }
    },
  };
}
