// npm test: every check of the project, going on after a failure; the last line counts them all.
import { runCheck } from './check.mjs';
import { allChecks, chosen } from './checks.mjs';
import { inWords, oneCheck, sum } from './counts.mjs';
import { Failure, describe } from './failure.mjs';
import { whenInterrupted } from './interruption.mjs';
import { stopPrograms } from './programs.mjs';
import { say } from './report.mjs';
import { prepareToolchain } from './toolchain.mjs';

async function test(names) {
  const every = allChecks();
  const { unknown, checks } = chosen(every, names);
  if (unknown.length) {
    const known = every.map(check => check.name).join(', ');
    throw new Failure(
      `There is no check called ${unknown.join(', ')}: choose from ${known}.`,
    );
  }
  const env = await prepareToolchain();
  const counts = [];
  for (const check of checks) counts.push(await runCheck(check, env));
  say('');
  if (names.length)
    say(
      `Only these checks ran: ${checks.map(check => check.name).join(', ')}.`,
    );
  return sum(counts);
}

whenInterrupted({ exitCode: 130, before: () => say('', 'Interrupted.') });
let total;
try {
  total = await test(process.argv.slice(2));
} catch (error) {
  say(...describe(error));
  total = oneCheck(false);
}
await stopPrograms();
say(inWords(total));
process.exitCode = total.failed > 0 ? 1 : 0;
