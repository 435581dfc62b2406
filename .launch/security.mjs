// Prints the table of attacks. Its argument is the report of all unit tests: when these ran before in the same run it is
// there, and says how the tests of the attacks ended. Otherwise these tests run now, and only these.
import { existsSync, readFileSync } from 'node:fs';
import { attacks } from '../plugins/network-policy-backend/src/security/attacks.ts';
import { attackRows, attackTable } from './attackRows.mjs';
import { reportFile } from './check.mjs';
import { inWords } from './counts.mjs';
import { logFile } from './folders.mjs';
import { runProgram, stopPrograms } from './programs.mjs';

async function reportOfOwnRun() {
  const report = reportFile('security');
  await runProgram(
    'tests of attacks',
    'backstage-cli',
    ['repo', 'test', '--watchAll=false', '--json', `--outputFile=${report}`]
      // Attacks on the scaffolder's actions are tested in their package.
      .concat('/src/security/'),
    {
      log: logFile('test-security-jest'),
      onLine: line => console.log(line),
    },
  );
  await stopPrograms();
  return report;
}

const [unitReport] = process.argv.slice(2);
const report = existsSync(unitReport) ? unitReport : await reportOfOwnRun();
const rows = attackRows(attacks, JSON.parse(readFileSync(report, 'utf8')));
for (const line of attackTable(rows)) console.log(line);
const passed = rows.filter(({ holds }) => holds).length;
const failed = rows.length - passed;
console.log(inWords({ passed, failed }));
process.exitCode = failed > 0 ? 1 : 0;
