import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { groupLives } from './groups.mjs';
import { runProgram, startProgram, stopPrograms } from './programs.mjs';

const folder = mkdtempSync(join(tmpdir(), 'launch-'));
const log = join(folder, 'program.log');
const here = new URL('.', import.meta.url).pathname;
after(() => rmSync(folder, { recursive: true }));

// A parent and a child that both ignore every polite signal; each prints its process id.
const stubborn = `
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => {});
  console.log('pid ' + process.pid);
  if (process.argv[1] !== 'child')
    require('child_process').spawn(process.execPath, ['-e', process.env.STUB, 'child'], { stdio: 'inherit' });
  setInterval(() => {}, 1000);
`;

const alive = pid => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const eventually = async question => {
  for (let tries = 0; tries < 200; tries++) {
    if (question()) return true;
    await wait(50);
  }
  return false;
};

test('a program runs to its end, with its output in the log', async () => {
  const script = "console.log('out'); console.error('err'); process.exit(3)";
  const ran = await runProgram('p', process.execPath, ['-e', script], { log });
  assert.equal(ran.code, 3);
  assert.deepEqual(ran.lines.sort(), ['err', 'out']);
  assert.match(readFileSync(log, 'utf8'), /^\$ .*\n(out\nerr|err\nout)\n$/);
});

test('a program that does not exist ends with 127', async () => {
  const ran = await runProgram('p', 'no-such-program-here', [], { log });
  assert.equal(ran.code, 127);
});

test('what a program leaves running ends with it', async () => {
  const script = `
    const { pid } = require('child_process').spawn('sleep', ['600'], { stdio: 'inherit' });
    console.log(pid); process.exit(0)`;
  const ran = await runProgram('p', process.execPath, ['-e', script], { log });
  assert.equal(ran.code, 0);
  assert.equal(alive(Number(ran.lines[0])), false);
});

test('a tree that ignores SIGTERM is killed after the grace period', async () => {
  const pids = [];
  const program = startProgram('stub', process.execPath, ['-e', stubborn], {
    log,
    grace: 300,
    env: { ...process.env, STUB: stubborn },
    onLine: line => pids.push(Number(line.slice(4))),
  });
  assert.ok(await eventually(() => pids.length === 2));
  assert.ok(groupLives(pids[0]));
  const begin = Date.now();
  await stopPrograms();
  assert.ok(Date.now() - begin >= 300);
  assert.deepEqual(pids.map(alive), [false, false]);
  assert.equal((await program.exited).signal, 'SIGKILL');
});

const launcher = `
  import { startProgram } from './programs.mjs';
  import { whenInterrupted } from './interruption.mjs';
  whenInterrupted({ exitCode: 0 });
  startProgram('stub', process.execPath, ['-e', process.env.STUB], {
    log: process.env.LOG, grace: 300, onLine: line => console.log(line),
  });
`;
const env = { ...process.env, STUB: stubborn, LOG: log };

const startLauncher = async (command, args) => {
  const pids = [];
  const child = spawn(command, args, {
    cwd: here,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.on('data', data => {
    for (const [, pid] of String(data).matchAll(/pid (\d+)/g))
      pids.push(Number(pid));
  });
  assert.ok(await eventually(() => pids.length === 2));
  return { child, pids };
};
const node = ['--input-type=module', '-e', launcher];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  test(`${signal} ends the launcher and all that it started`, async () => {
    const { child, pids } = await startLauncher(process.execPath, node);
    const exit = new Promise(resolve => child.once('exit', resolve));
    child.kill(signal);
    assert.equal(await exit, 0);
    assert.deepEqual(pids.map(alive), [false, false]);
  });
}

test('a killed launcher leaves nothing behind', async () => {
  const { child, pids } = await startLauncher(process.execPath, node);
  child.kill('SIGKILL');
  assert.ok(await eventually(() => !pids.some(alive)));
});

test('a killed parent, as npm may be, leaves nothing behind', async () => {
  const parent = `
    require('child_process').spawn(process.execPath, JSON.parse(process.env.ARGS), { stdio: 'inherit' });`;
  env.ARGS = JSON.stringify(node);
  const { child, pids } = await startLauncher(process.execPath, ['-e', parent]);
  child.kill('SIGKILL');
  assert.ok(await eventually(() => !pids.some(alive)));
});
