// npm run test:cluster: what the shipped accounts may do, the browser journey, the verdicts against real connections, kubectl's view, clusters that
// fail, and the logs of all that.
import { runCheck } from './check.mjs';
import { journey, logsCheck } from './checks.mjs';
import {
  agreeing,
  countsInLine,
  countsOfNode,
  inWords,
  oneCheck,
  sum,
} from './counts.mjs';
import { describe } from './failure.mjs';
import { whenInterrupted } from './interruption.mjs';
import { prepareRealCluster } from './realCluster.mjs';
import { stopPrograms } from './programs.mjs';
import { say } from './report.mjs';
import { prepareToolchain } from './toolchain.mjs';

const trustCheck = {
  name: 'cluster-trust',
  title: 'What the shipped accounts may do, and are refused',
  command: [
    ...['node', '--import', 'tsx', '--test-reporter=tap'],
    'test/trust/main.ts',
  ],
  // It removes the accounts and its namespaces before it ends.
  grace: 60_000,
  // Lines with a bar are the rights of the accounts and what was refused; they are in the log.
  show: line => /^(ok|not ok) \d+ |^# .* were refused$/.test(line),
  count: ({ code, lines }) => agreeing(countsOfNode(lines), code),
};

const enforcementCheck = {
  name: 'cluster-enforcement',
  title: 'Verdicts against real connections',
  command: [
    ...['node', '--import', 'tsx', '--test-reporter=tap'],
    'test/enforcement/main.ts',
  ],
  // It deletes its namespaces before it ends.
  grace: 10_000,
  // Lines with a bar are the manifests and the reasons of connections that differ.
  show: line => /^(ok|not ok) \d+ |^\| /.test(line),
  count: ({ code, lines }) => agreeing(countsOfNode(lines), code),
};

const kubectlCheck = {
  name: 'kubectl',
  title: 'kubectl on the demo cluster',
  command: ['tsx', 'test/demo-cluster/kubectl-check.ts'],
  count: ({ code, lines }) =>
    agreeing(countsInLine(lines) ?? oneCheck(false), code),
};

/** Nothing is killed on a cluster that somebody else has started: API servers of its own where they are built. */
const faultsCheck = ({ programs }) => ({
  name: 'cluster-faults',
  title: 'What the portal says while a cluster fails',
  command: ['node', '--import', 'tsx', 'test/faults/main.ts'],
  env: programs ? { CLUSTER_PROGRAMS: programs, KUBECONFIG: '' } : {},
  // It removes what it made before it ends.
  grace: 10_000,
  show: line => /^(ok|not ok) \d+ |^\| /.test(line),
  count: ({ code, lines }) =>
    agreeing(countsInLine(lines) ?? oneCheck(false), code),
});

let cluster;
let stopping;
const stopCluster = () => {
  stopping ??= cluster?.stop();
  return stopping;
};

async function test() {
  const begun = Date.now();
  const env = await prepareToolchain();
  cluster = await prepareRealCluster(process.env);
  const variables = {
    ...env,
    KUBECONFIG: cluster.kubeconfig,
    KUBECTL: cluster.kubectl,
  };
  const config = 'test/journey/playwright.cluster.config.ts';
  const real = journey(
    'cluster-journey',
    'Browser journey on the real cluster',
    config,
  );
  return sum([
    await runCheck(trustCheck, variables),
    await runCheck(real, variables),
    await runCheck(enforcementCheck, variables),
    await runCheck(kubectlCheck, variables),
    await runCheck(faultsCheck(cluster), variables),
    await runCheck(
      logsCheck('cluster-logs', begun, [cluster.kubeconfig]),
      variables,
    ),
  ]);
}

whenInterrupted({
  exitCode: 130,
  before: () => say('', 'Interrupted.'),
  stop: () => stopPrograms().then(stopCluster),
});
let total;
try {
  total = await test();
} catch (error) {
  say(...describe(error));
  total = oneCheck(false);
}
try {
  await stopCluster();
} catch (error) {
  say(...describe(error));
  total = sum([total, oneCheck(false)]);
}
await stopPrograms();
say('', inWords(total));
process.exitCode = total.failed > 0 ? 1 : 0;
