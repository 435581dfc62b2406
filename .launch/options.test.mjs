import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { readOptions } from './options.mjs';

test('an option is there or not', () => {
  const read = args => [...readOptions('npm start', ['--postgres'], args)];
  assert.deepEqual(read([]), []);
  assert.deepEqual(read(['--postgres', '--postgres']), ['--postgres']);
});

test('npm start says which options there are, before it does anything', () => {
  const { stdout, status } = spawnSync(
    process.execPath,
    ['start.mjs', '--postgre'],
    { cwd: new URL('.', import.meta.url).pathname, encoding: 'utf8' },
  );
  assert.equal(
    stdout,
    'npm start has no option --postgre: it knows --postgres. Nothing was started.\n',
  );
  assert.equal(status, 1);
});
