// What npm test runs, in this order. Each is also a word for the command line: npm test -- unit journey
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prepareChromium } from './chromium.mjs';
import { reportFile } from './check.mjs';
import {
  agreeing,
  countsInLine,
  countsOfFile,
  countsOfJest,
  countsOfNode,
  countsOfPlaywright,
  oneCheck,
} from './counts.mjs';
import { root } from './folders.mjs';

const launcherTests = () =>
  readdirSync(join(root, '.launch'))
    .filter(file => file.endsWith('.test.mjs'))
    .map(file => join('.launch', file));

/** A browser journey with Playwright. */
export function journey(name, title, config) {
  const report = reportFile(name);
  return {
    name,
    title,
    command: ['playwright', 'test', '-c', config, '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    before: async () => ({ CHROMIUM_PATH: await prepareChromium() }),
    // Playwright ends what it has started on this signal only, and that takes a while.
    signal: 'SIGINT',
    grace: 20_000,
    show: line => /^\s*(ok|✓|✘|x|-)\s+\d+ /.test(line),
    count: ({ code }) => countsOfFile(report, countsOfPlaywright, code),
  };
}

/**
 * A search for tokens in all logs that were written since a time, and so in those of the checks before it.
 * @param {string[]} [kubeconfigs] whose tokens are looked for, too
 */
export const logsCheck = (name, since, kubeconfigs = []) => ({
  name,
  title: 'No token is in a log',
  command: ['node', '.launch/search-logs.mjs', String(since), ...kubeconfigs],
  show: line => line.endsWith(' logs were searched.'),
});

/** Every check of npm test, in a run that begins now. @returns {import('./check.mjs').Check[]} */
export function allChecks() {
  const unitReport = reportFile('unit');
  return [
    {
      name: 'launcher',
      title: 'Tests of the launcher',
      command: ['node', '--test', '--test-reporter=tap', ...launcherTests()],
      count: ({ code, lines }) => agreeing(countsOfNode(lines), code),
    },
    { name: 'types', title: 'Types', command: ['tsc'] },
    {
      name: 'lint',
      title: 'Lint',
      command: [
        'sh',
        '-c',
        'backstage-cli repo lint --max-warnings 0 && eslint --max-warnings 0 --ext .mjs,.js .launch .eslintrc.js',
      ],
    },
    {
      name: 'prettier',
      title: 'Formatting',
      command: ['prettier', '--check', '.'],
    },
    {
      name: 'api-reports',
      title: 'API reports',
      // It reads what tsc has written. An incremental tsc orders the members of unions by what it checked last.
      command: [
        'sh',
        '-c',
        // Not reported: fields of generated models without a comment, and what the tool thinks of a migration's types.
        "tsc --incremental false && backstage-repo-tools api-reports --ci -o ae-undocumented,ae-wrong-input-file-type 'plugins/*'",
      ],
    },
    {
      name: 'openapi',
      title: 'OpenAPI file, and what is generated from it',
      command: [
        'sh',
        '-c',
        'backstage-repo-tools repo schema openapi validate && backstage-repo-tools repo schema openapi lint',
      ],
      // It compares the file with the generated TypeScript, whose folders Node alone does not import.
      env: { NODE_OPTIONS: '--import tsx' },
    },
    {
      name: 'knip',
      title: 'Unused code and dependencies',
      command: ['knip', '--no-progress'],
    },
    {
      name: 'unit',
      title: 'Unit and integration tests',
      command: [
        'backstage-cli',
        'repo',
        'test',
        '--watchAll=false',
        '--json',
        `--outputFile=${unitReport}`,
      ],
      show: line => /^(PASS |FAIL |corpus: |property: )/.test(line),
      count: ({ code }) => countsOfFile(unitReport, countsOfJest, code),
    },
    {
      name: 'security',
      title: 'Attacks, and what each meets now',
      command: ['node', '--import', 'tsx', '.launch/security.mjs', unitReport],
      show: line => /^(#|\d+) +\| /.test(line),
      count: ({ code, lines }) =>
        agreeing(countsInLine(lines) ?? oneCheck(false), code),
    },
    journey(
      'journey',
      'Browser journey on the demo cluster',
      'test/journey/playwright.config.ts',
    ),
    {
      name: 'replicas',
      title: 'Two replicas, one of which is killed again and again',
      command: [
        ...['node', '--import', 'tsx', '--test-reporter=tap'],
        'plugins/network-policy-backend/dev/replicas/main.ts',
      ],
      // With a hash: how many runs there were, and what became of them.
      show: line =>
        /^(ok|not ok) \d+ |^# (?!Subtest).* (runs|times) /.test(line),
      count: ({ code, lines }) => agreeing(countsOfNode(lines), code),
    },
    logsCheck('logs', Date.now()),
  ];
}

/** The checks that the command line names; all when it names none. */
export function chosen(checks, names) {
  const unknown = names.filter(
    name => !checks.some(check => check.name === name),
  );
  return {
    unknown,
    checks: names.length
      ? checks.filter(check => names.includes(check.name))
      : checks,
  };
}
