import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { duration, lastLines } from './report.mjs';

const printed = script =>
  execFileSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: import.meta.dirname ?? new URL('.', import.meta.url).pathname,
    encoding: 'utf8',
  });

test('durations are in words', () => {
  assert.equal(duration(420), '0.4 s');
  assert.equal(duration(83_200), '83 s');
  assert.equal(duration(125_000), '2 min 5 s');
});

test('a step is one line', () => {
  const output = printed(
    "import { step } from './report.mjs'; await step('Wash', async () => 2, n => `${n} cups`);",
  );
  assert.match(output, /^Wash … 2 cups, 0\.\d s\n$/);
});

test('a step that says something ends with a line of its own', () => {
  const output = printed(
    "import { say, step } from './report.mjs'; await step('Wash', async () => say('  hot'));",
  );
  assert.match(output, /^Wash … \n {2}hot\nWash: done, 0\.\d s\n$/);
});

test('a step that fails says so and passes the error on', () => {
  const output = printed(
    "import { step } from './report.mjs'; await step('Wash', async () => { throw new Error('no'); }).catch(e => console.log(e.message));",
  );
  assert.match(output, /^Wash … failed, 0\.\d s\nno\n$/);
});

test('the last lines leave out colours, empty lines and stack frames', () => {
  const lines = [
    'a',
    '\u001b[31mError: b\u001b[39m',
    '',
    '    at run (/x/y.js:1:2)',
    'c  ',
  ];
  assert.deepEqual(lastLines(lines, 2), ['Error: b', 'c']);
});
