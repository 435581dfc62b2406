// npm run bench and npm run bench:export: the toolchain and the packages, then the program of test/bench.
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

async function run([program, ...args]) {
  const env = await onStandardError(prepareToolchain);
  const child = spawn(
    'node',
    ['--import', 'tsx', `test/bench/${program}.ts`, ...args],
    { cwd: root, env, stdio: 'inherit' },
  );
  // The terminal's Ctrl-C reaches the program by itself; whatever ends only this process must end it too.
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', code => resolve(code ?? 1));
  });
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  await onStandardError(async () => say(...describe(error)));
  process.exitCode = 2;
}
