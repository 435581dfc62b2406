// The programs that the launcher starts: each in a process group of its own, with its output in a log file.
import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { endGroup } from './groups.mjs';
import { root } from './folders.mjs';

const kept = 400;
const running = new Set();
let guard;

const tellGuard = message => {
  if (!guard) {
    const script = fileURLToPath(new URL('./guard.mjs', import.meta.url));
    guard = spawn(process.execPath, [script], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    guard.ended = new Promise(resolve => guard.once('exit', resolve));
    guard.stdin.on('error', () => {});
    guard.unref();
    guard.stdin.unref();
  }
  guard.stdin.write(`${message}\n`);
};

/**
 * Starts a program.
 * @param {string} name how a person would call it
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, cwd?: string, log: string, onLine?: (line: string) => void,
 *   asLogged?: (line: string) => string, signal?: NodeJS.Signals, grace?: number }} options `asLogged` is what the log has
 *   of a line; `signal` and `grace` (milliseconds) say how it is ended
 * @returns {{ name: string, log: string, lines: string[], stop: () => Promise<void>,
 *   exited: Promise<{ code: number, signal?: NodeJS.Signals }> }}
 */
export function startProgram(name, command, args, options) {
  const {
    env = process.env,
    cwd = root,
    log,
    onLine = () => {},
    asLogged = line => line,
    signal,
    grace,
  } = options;
  mkdirSync(dirname(log), { recursive: true });
  const output = createWriteStream(log, { fd: openSync(log, 'w') });
  // A full disk must not end the launcher: the last lines are kept in memory anyway.
  output.on('error', () => {});
  output.write(`$ ${[command, ...args].join(' ')}\n`);
  const lines = [];

  const child = spawn(command, args, {
    env,
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      output.write(`${asLogged(line)}\n`);
      lines.push(line);
      if (lines.length > kept) lines.shift();
      onLine(line);
    });
  }

  const program = { name, log, lines };
  program.stop = async () => {
    if (child.pid) await endGroup(child.pid, { signal, grace });
    if (running.delete(program)) tellGuard(`-${child.pid}`);
  };
  if (child.pid) {
    running.add(program);
    tellGuard(`+${child.pid}`);
  }
  /** Settles when the program itself has ended: its exit code, or 127 when there is no such program. */
  program.exited = new Promise(resolve => {
    child.once('error', error => {
      lines.push(`${command}: ${error.message}`);
      output.end();
      resolve({ code: error.code === 'ENOENT' ? 127 : 126 });
    });
    child.once('exit', async (code, killedBy) => {
      const closed = new Promise(done => child.once('close', done));
      // Whatever the program left running holds its output open, and has no business without it.
      await program.stop();
      await closed;
      output.end(() =>
        resolve({ code: code ?? 1, signal: killedBy ?? undefined }),
      );
    });
  });
  return program;
}

/** Runs a program to its end. */
export async function runProgram(name, command, args, options) {
  const program = startProgram(name, command, args, options);
  const { code } = await program.exited;
  return { code, lines: program.lines, log: program.log };
}

/** Ends every program that still runs, and the guard. */
export async function stopPrograms() {
  await Promise.all([...running].map(program => program.stop()));
  if (!guard) return;
  guard.ref();
  guard.stdin.end();
  await guard.ended;
  guard = undefined;
}
