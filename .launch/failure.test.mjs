import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { Failure, describe, explain, shown } from './failure.mjs';
import { root } from './folders.mjs';

test('the usual causes have a sentence', () => {
  assert.match(
    explain('npm error code EAI_AGAIN'),
    /registry cannot be reached/,
  );
  assert.match(
    explain('getaddrinfo ENOTFOUND registry.example'),
    /registry cannot be reached/,
  );
  assert.match(
    explain('ENOSPC: no space left on device, write'),
    /disk is full/,
  );
  assert.match(
    explain("EACCES: permission denied, mkdir '/srv/x'"),
    /^\/srv\/x cannot be written/,
  );
  assert.match(
    explain('EROFS: read-only file system'),
    /^A folder cannot be written/,
  );
  assert.match(
    explain('YN0028: The lockfile would have been modified'),
    /yarn\.lock does not fit/,
  );
  assert.equal(explain('something else'), undefined);
});

test('an expected failure and a system error show no stack trace', () => {
  assert.deepEqual(describe(new Failure('No.', ['detail'])), ['No.', 'detail']);
  const blocked = (() => {
    try {
      return writeFileSync('/dev/null/x', '');
    } catch (error) {
      return error;
    }
  })();
  assert.match(describe(blocked)[0], /ENOTDIR/);
  const readOnly = Object.assign(
    new Error("EACCES: permission denied, open '/a/b'"),
    {
      code: 'EACCES',
    },
  );
  assert.deepEqual(describe(readOnly), [
    '/a/b cannot be written: change its owner or its rights and start again.',
  ]);
});

test('a bug keeps its stack trace', () => {
  assert.match(
    describe(new TypeError('x is undefined'))[0],
    /failure\.test\.mjs/,
  );
});

test('paths are shown as seen from the repository', () => {
  assert.equal(shown(`${root}/.state/log/a.log`), '.state/log/a.log');
  assert.equal(shown('/etc/hosts'), '/etc/hosts');
});
