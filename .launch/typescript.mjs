// Runs a program of test/ in the terminal: the toolchain and the packages first, then the program.
import { spawn } from 'node:child_process';
import { describe } from './failure.mjs';
import { root } from './folders.mjs';
import { say } from './report.mjs';
import { prepareToolchain } from './toolchain.mjs';

/** Keeps standard output for what the program prints: others may read it. */
async function onStandardError(work) {
  const { write } = process.stdout;
  process.stdout.write = process.stderr.write.bind(process.stderr);
  try {
    return await work();
  } finally {
    process.stdout.write = write;
  }
}

async function run(file, args, variables) {
  const env = await onStandardError(prepareToolchain);
  const child = spawn('node', ['--import', 'tsx', file, ...args], {
    cwd: root,
    env: { ...env, ...variables },
    stdio: 'inherit',
  });
  // The terminal's Ctrl-C reaches the program by itself; whatever ends only this process must end it too.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', code => resolve(code ?? 1));
  });
}

/**
 * Runs it, and ends as it does.
 * @param {string} file below the repository's folder
 * @param {string[]} args
 * @param {Record<string, string>} [variables] added to its environment
 */
export async function runInTerminal(file, args, variables = {}) {
  try {
    process.exitCode = await run(file, args, variables);
  } catch (error) {
    await onStandardError(async () => say(...describe(error)));
    process.exitCode = 2;
  }
}
