// The demo cluster: a simulated Kubernetes API server, as a program of its own.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Failure, shown } from './failure.mjs';
import { logFile, root, stateFolder } from './folders.mjs';
import { startProgram } from './programs.mjs';
import { lastLines } from './report.mjs';
import { withoutTokens } from './tokens.mjs';
import { firstOf } from './waiting.mjs';

const main = join(root, 'test', 'demo-cluster', 'main.ts');

/** The line of JSON by which the demo cluster says where it is, or undefined for any other line. */
function parseAddress(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    const address = JSON.parse(line);
    return address.url && address.kubeconfig && address.tokens?.reader
      ? address
      : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Starts the demo cluster and waits until it says where it is.
 * @param {{ env?: NodeJS.ProcessEnv, port?: number, folder?: string, walkthrough?: 'deployed' | 'absent',
 *   log?: string, timeout?: number, command?: string[] }} [options] port 0: any free one; timeout in milliseconds
 */
export async function startDemoCluster({
  env = process.env,
  port = 0,
  folder = join(stateFolder, 'demo-cluster'),
  walkthrough = 'deployed',
  log = logFile('demo-cluster'),
  timeout = 60_000,
  command = [join(root, 'node_modules', '.bin', 'tsx'), main],
} = {}) {
  if (command.includes(main) && !existsSync(main)) {
    throw new Failure(
      `${shown(main)} is missing: the demo cluster cannot be started.`,
    );
  }
  const flags = [
    '--port',
    String(port),
    '--folder',
    folder,
    '--walkthrough',
    walkthrough,
  ];
  let found;
  const address = new Promise(resolve => {
    found = resolve;
  });
  const program = startProgram(
    'The demo cluster',
    command[0],
    [...command.slice(1), ...flags, '--exit-with-parent'],
    {
      env,
      log,
      asLogged: withoutTokens,
      onLine: line => {
        const parsed = parseAddress(line);
        if (parsed) found(parsed);
      },
    },
  );
  const outcome = await firstOf({ address, exited: program.exited }, timeout);
  if (outcome.name !== 'address') {
    await program.stop();
    const what =
      outcome.name === 'exited' ? 'ended at once' : 'did not start in time';
    throw new Failure(
      `The demo cluster ${what}; its log is ${shown(log)}.`,
      lastLines(program.lines, 12).map(line => `  ${line}`),
    );
  }
  const { name, stop, exited } = program;
  return { ...outcome.value, name, log, stop, exited };
}
