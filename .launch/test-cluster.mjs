// npm run test:cluster: the browser journey and kubectl's view, on a real Kubernetes.
import { runCheck } from './check.mjs';
import { journey } from './checks.mjs';
import { countsInLine, inWords, oneCheck, sum, agreeing } from './counts.mjs';
import { describe } from './failure.mjs';
import { whenInterrupted } from './interruption.mjs';
import { prepareRealCluster } from './realCluster.mjs';
import { stopPrograms } from './programs.mjs';
import { say } from './report.mjs';
import { prepareToolchain } from './toolchain.mjs';

const kubectlCheck = {
  name: 'kubectl',
  title: 'kubectl on the demo cluster',
  command: ['tsx', 'test/demo-cluster/kubectl-check.ts'],
  count: ({ code, lines }) =>
    agreeing(countsInLine(lines) ?? oneCheck(false), code),
};

let cluster;
let stopping;
const stopCluster = () => {
  stopping ??= cluster?.stop();
  return stopping;
};

async function test() {
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
    await runCheck(real, variables),
    await runCheck(kubectlCheck, variables),
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
