import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  agreeing,
  countsInLine,
  countsOfFile,
  countsOfJest,
  countsOfNode,
  countsOfPlaywright,
  inWords,
  sum,
} from './counts.mjs';

test('counts of node --test; what did not run has failed', () => {
  const lines = [
    'ok 1 - a',
    '# tests 9',
    '# pass 4',
    '# fail 1',
    '# cancelled 1',
    '# skipped 2',
    '# todo 1',
  ];
  assert.deepEqual(countsOfNode(lines), { passed: 4, failed: 5 });
});

test('counts of Jest; a file that cannot run has failed', () => {
  const report = {
    numPassedTests: 7,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 1,
    numRuntimeErrorTestSuites: 1,
  };
  assert.deepEqual(countsOfJest(report), { passed: 7, failed: 5 });
});

test('counts of Playwright; a step after a failed one did not run and has failed', () => {
  const stats = { expected: 5, flaky: 1, unexpected: 1, skipped: 3 };
  assert.deepEqual(countsOfPlaywright({ stats, errors: [{}] }), {
    passed: 6,
    failed: 5,
  });
});

test('the last line with counts is the one that matters', () => {
  assert.deepEqual(
    countsInLine(['1 passed, 9 failed', '12 passed, 3 failed', 'bye']),
    { passed: 12, failed: 3 },
  );
  assert.equal(countsInLine(['all passed']), undefined);
});

test('a missing report is a failure', () => {
  assert.deepEqual(countsOfFile('/nowhere/report.json', countsOfJest, 0), {
    passed: 0,
    failed: 1,
  });
});

test('a runner that failed, or that ran no test, has failed', () => {
  assert.deepEqual(agreeing({ passed: 3, failed: 0 }, 0), {
    passed: 3,
    failed: 0,
  });
  assert.deepEqual(agreeing({ passed: 3, failed: 0 }, 1), {
    passed: 3,
    failed: 1,
  });
  assert.deepEqual(agreeing({ passed: 3, failed: 2 }, 1), {
    passed: 3,
    failed: 2,
  });
  assert.deepEqual(agreeing({ passed: 0, failed: 0 }, 0), {
    passed: 0,
    failed: 1,
  });
});

test('sums are in words', () => {
  assert.equal(
    inWords(
      sum([
        { passed: 1, failed: 0 },
        { passed: 2, failed: 1 },
      ]),
    ),
    '3 passed, 1 failed',
  );
});
