// Ctrl-C, a closed terminal, or the death of npm: the launcher ends, and everything that it started with it.
import { stopPrograms } from './programs.mjs';

/**
 * Calls `stop` once when the launcher is told to end, then ends every program and exits.
 * @param {{ exitCode: number, before?: (reason: string) => void, stop?: () => Promise<void> }} options
 */
export function whenInterrupted({
  exitCode,
  before = () => {},
  stop = async () => {},
}) {
  let ending = false;
  const end = async reason => {
    if (ending) return;
    ending = true;
    before(reason);
    try {
      await stop();
    } finally {
      await stopPrograms();
      process.exit(exitCode);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => end(signal));
  }
  // The terminal may be gone by the time there is something to print.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => end('SIGPIPE'));
  }
  // npm can be killed without passing a signal on: then another process becomes our parent.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end('the end of npm');
  }, 200).unref();
}
