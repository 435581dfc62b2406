import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { chosen } from './checks.mjs';

const run = check =>
  execFileSync(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { runCheck } from './check.mjs'; import { Failure } from './failure.mjs';
       console.log(JSON.stringify(await runCheck({ name: 'check-test', title: 'T', ${check} }, process.env)));`,
    ],
    { cwd: new URL('.', import.meta.url).pathname, encoding: 'utf8' },
  );

test('a check that holds counts as one', () => {
  assert.match(
    run("command: ['true']"),
    /^T … 1 passed, 0 failed, [\d.]+ s\n\{"passed":1,"failed":0\}\n$/,
  );
});

test('a check that fails shows its last lines and its log', () => {
  const output = run("command: ['sh', '-c', 'echo reason; exit 1']");
  assert.match(
    output,
    /\n {2}\| reason\n {2}The full log is \.state\/log\/test-check-test\.log\.\nT: 0 passed, 1 failed/,
  );
  assert.match(output, /\{"passed":0,"failed":1\}\n$/);
});

test('a check whose program is missing has failed', () => {
  assert.match(
    run("command: ['no-such-program-here']"),
    /\{"passed":0,"failed":1\}\n$/,
  );
});

test('a check whose preparation fails says why in its sentence', () => {
  const output = run(
    "command: ['true'], before: async () => { throw new Failure('No browser.'); }",
  );
  assert.match(output, /No browser\.\n\{"passed":0,"failed":1\}\n$/);
});

test('lines worth seeing are shown as they come', () => {
  assert.match(
    run(
      "command: ['printf', 'PASS a\\\\nnoise\\\\n'], show: line => line.startsWith('PASS')",
    ),
    /^T … \n {2}PASS a\nT: 1 passed/,
  );
});

test('the command line chooses among the checks', () => {
  const checks = ['types', 'lint', 'unit'].map(name => ({ name }));
  assert.deepEqual(chosen(checks, []).checks, checks);
  assert.deepEqual(
    chosen(checks, ['unit', 'types']).checks.map(check => check.name),
    ['types', 'unit'],
  );
  assert.deepEqual(chosen(checks, ['units']).unknown, ['units']);
});
