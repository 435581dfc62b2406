// How many tests passed and failed, read from what the test runners write.
import { readFileSync } from 'node:fs';

/** One check that either holds or does not. */
export const oneCheck = holds => ({
  passed: holds ? 1 : 0,
  failed: holds ? 0 : 1,
});

/** The sum of several counts. */
export const sum = counts =>
  counts.reduce(
    (total, { passed, failed }) => ({
      passed: total.passed + passed,
      failed: total.failed + failed,
    }),
    { passed: 0, failed: 0 },
  );

export const inWords = ({ passed, failed }) =>
  `${passed} passed, ${failed} failed`;

// A test that did not run has proved nothing: it counts as failed, so that none is skipped silently.

/** Counts of `node --test` with the TAP reporter. */
export function countsOfNode(lines) {
  const number = name => {
    const line = lines.findLast(text => text.startsWith(`# ${name} `));
    return line ? Number(line.slice(name.length + 3)) : 0;
  };
  const passed = number('pass');
  const failed = ['fail', 'cancelled', 'skipped', 'todo'].reduce(
    (total, name) => total + number(name),
    0,
  );
  return { passed, failed };
}

/** Counts of Jest's JSON report; a file that could not be run at all counts as one failed test. */
export function countsOfJest(report) {
  const {
    numPassedTests,
    numFailedTests,
    numPendingTests,
    numTodoTests,
    numRuntimeErrorTestSuites,
  } = report;
  return {
    passed: numPassedTests,
    failed:
      numFailedTests +
      numPendingTests +
      numTodoTests +
      numRuntimeErrorTestSuites,
  };
}

/** Counts of Playwright's JSON report; an error outside of any test counts as one failed test. */
export function countsOfPlaywright({ stats, errors = [] }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + stats.skipped + errors.length,
  };
}

/** Counts in a line like "7 passed, 1 failed". */
export function countsInLine(lines) {
  const match = lines
    .map(line => /^(\d+) passed, (\d+) failed$/.exec(line.trim()))
    .findLast(Boolean);
  return match
    ? { passed: Number(match[1]), failed: Number(match[2]) }
    : undefined;
}

/**
 * Counts in a report file, made to agree with how the runner ended: without a readable report, with no test at
 * all, or when the runner failed though every test passed, something is wrong and counts as one failed test.
 */
export function countsOfFile(file, read, code) {
  let counts;
  try {
    counts = read(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return oneCheck(false);
  }
  return agreeing(counts, code);
}

/** See {@link countsOfFile}. */
export function agreeing({ passed, failed }, code) {
  const wrong = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: wrong ? 1 : failed };
}
