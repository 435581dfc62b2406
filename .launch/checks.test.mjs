import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { allChecks } from './checks.mjs';
import { root } from './folders.mjs';

const checks = allChecks();

test('every check is in the table for contributors, in the order in which they run', () => {
  const table = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8')
    .split('| name          | what')[1]
    .split('\n\n')[0];
  assert.deepEqual(
    [...table.matchAll(/^\| `([\w-]+)`/gm)].map(([, name]) => name),
    checks.map(({ name }) => name),
  );
});

test('the OpenAPI file is checked as a file, and against what was generated from it', () => {
  const { command } = checks.find(({ name }) => name === 'openapi');
  assert.match(command.join(' '), /openapi validate && .* openapi lint$/);
});

test('logs are searched when all other checks have written theirs', () => {
  assert.equal(checks.at(-1).name, 'logs');
});
