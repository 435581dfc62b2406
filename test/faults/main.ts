// Tries one fault after the other on a cluster that a running portal keeps, and looks at what the portal says meanwhile.
import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { readArguments } from './arguments';
import { Checks } from './Checks';
import { lateKind, nonsensePolicy } from './faults/adminPolicies';
import { answerFaults } from './faults/answers';
import { changeFaults } from './faults/changes';
import { connectionFaults } from './faults/connections';
import { Fault } from './faults/Fault';
import { nonsenseFaults } from './faults/nonsense';
import { silentFaults } from './faults/silent';
import { Outcome, tryFault } from './faults/tryFault';
import { lineOf, Measured, sentenceOf, tableOf } from './report';
import { checkSecurity } from './security/checkSecurity';
import { Stage } from './Stage';

const quietSeconds = 10;

const say = (...lines: readonly string[]) =>
  process.stdout.write(`${lines.join('\n')}\n`);

async function tryFaults(
  stage: Stage,
  isLong: boolean,
  onOutcome: (outcome: Outcome) => void,
): Promise<void> {
  const { cluster, proxies, card, users } = stage;
  const attempt = async (fault: Fault) => {
    const place = { cluster, proxy: proxies[fault.on] };
    onOutcome(await tryFault(fault, place, { card, piet: users.piet }));
  };
  // Silence is found out after more than a minute; until then the others are tried.
  const silent = Promise.all(silentFaults(cluster).map(attempt));
  const others = [
    ...connectionFaults,
    ...answerFaults({ isLong }),
    ...changeFaults(cluster.burst),
    ...nonsenseFaults,
    ...(cluster.hasCustomResources ? [isLong ? lateKind : nonsensePolicy] : []),
  ];
  for (const fault of others) {
    await attempt(fault);
  }
  await silent;
}

async function run(stage: Stage, checks: Checks): Promise<void> {
  const { isLong, report } = readArguments();
  const { card, goodCard, cluster } = stage;
  const begun = Date.now();
  await wait(quietSeconds * 1_000);
  const quiet = { from: begun, to: Date.now() };
  const measured: Measured = { card, goodCard, quiet };

  const lines: Array<ReturnType<typeof lineOf>['line']> = [];
  await tryFaults(stage, isLong, outcome => {
    const { line, problem } = lineOf(measured, outcome);
    lines.push(line);
    checks.note(outcome.name, problem);
  });
  const sentence = sentenceOf(measured, { from: begun, to: Date.now() });
  await checkSecurity(stage, checks);
  const table = `${tableOf(lines)}\n${sentence}\n`;
  say('', `Tried on ${cluster.description}.`, '', table);
  if (report) {
    await writeFile(report, table);
  }
}

/** What is to be stopped by whoever is told to end. */
const running: { stage?: Stage } = {};

async function endEarly(): Promise<void> {
  await running.stage?.stop();
  process.exit(1);
}

async function main(): Promise<void> {
  const checks = new Checks();
  process.once('SIGINT', endEarly);
  process.once('SIGTERM', endEarly);
  const stage = await Stage.start(readArguments());
  running.stage = stage;
  try {
    await run(stage, checks);
  } finally {
    await stage.stop();
  }
  say(String(checks));
  process.exitCode = checks.hasFailed ? 1 : 0;
}

main().catch(error => {
  process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
  process.exitCode = 1;
});
