// npm start: the portal and the demo cluster, until Ctrl-C. With --postgres the portal's data is in PostgreSQL.
import { join } from 'node:path';
import { startDemoCluster } from './demoCluster.mjs';
import { describe, shown } from './failure.mjs';
import { logFile, stateFolder } from './folders.mjs';
import { whenInterrupted } from './interruption.mjs';
import { readOptions } from './options.mjs';
import { backendAnswers, deployWalkthrough, startPortal } from './portal.mjs';
import { checkPorts, portOf } from './ports.mjs';
import { startPostgres } from './postgres.mjs';
import { stopPrograms } from './programs.mjs';
import { say, step } from './report.mjs';
import { prepareToolchain } from './toolchain.mjs';

const clusterName = 'simulated';

let interrupted = false;

/** Says so when the backend stops answering; it may be a file that was saved half-written. */
function watchBackend(portal) {
  let misses = 0;
  setInterval(async () => {
    const answers = await backendAnswers(portal.backendUrl).catch(() => false);
    if (answers && misses >= 3) say('The backend answers again.');
    misses = answers ? 0 : misses + 1;
    if (misses === 3) {
      say(
        `The backend does not answer; its log is ${shown(
          portal.log,
        )}. It starts again when a source file is saved.`,
      );
    }
  }, 5000).unref();
}

async function start(args) {
  const options = readOptions('npm start', ['--postgres'], args);
  const ports = {
    portal: portOf('PORTAL_PORT', 3000),
    backend: portOf('BACKEND_PORT', 7007),
    demoCluster: portOf('DEMO_CLUSTER_PORT', 0),
    postgres: portOf('POSTGRES_PORT', 0),
  };
  const needed = [
    { what: 'the portal', variable: 'PORTAL_PORT', port: ports.portal },
    { what: 'the backend', variable: 'BACKEND_PORT', port: ports.backend },
    {
      what: 'the demo cluster',
      variable: 'DEMO_CLUSTER_PORT',
      port: ports.demoCluster,
    },
    { what: 'PostgreSQL', variable: 'POSTGRES_PORT', port: ports.postgres },
  ];
  await checkPorts(needed);
  const env = await prepareToolchain();

  const cluster = await step('Starting the demo cluster', () =>
    startDemoCluster({ env, port: ports.demoCluster, walkthrough: 'absent' }),
  );
  const database = options.has('--postgres')
    ? await step('Starting PostgreSQL', () =>
        startPostgres({
          folder: join(stateFolder, 'postgres'),
          log: logFile('postgres'),
          port: ports.postgres,
        }),
      )
    : undefined;
  const portal = await step('Starting the portal', () =>
    startPortal({
      env,
      ports,
      cluster: {
        name: clusterName,
        title: 'Demo cluster (simulated)',
        url: cluster.url,
        tokens: cluster.tokens,
        caFile: cluster.caFile,
      },
      state: join(stateFolder, 'portal'),
      databaseUrl: database?.url,
    }),
  );
  const notDeployed = await step(
    'Deploying the example service web',
    () => deployWalkthrough(portal.backendUrl, clusterName),
    problem => (problem ? 'failed' : 'done'),
  );
  if (notDeployed) say(`  ${notDeployed}`);
  say(
    '',
    `Portal        ${portal.url}   (press "Enter" to sign in as a guest)`,
    `A service     ${portal.url}/catalog/default/component/web`,
    `The form      ${portal.url}/create/templates/default/share-service`,
    `Demo cluster  export KUBECONFIG=${cluster.kubeconfig}`,
    '              kubectl get networkpolicy -A',
    ...(database ? [`PostgreSQL    ${database.url}`] : []),
    '',
    'Ctrl-C stops everything.',
  );
  watchBackend(portal);

  const ended = await Promise.race(
    [cluster, portal, ...(database ? [database] : [])].map(async program => {
      await program.exited;
      return program;
    }),
  );
  if (interrupted) return;
  say(
    `${ended.name} has ended by itself; its log is ${shown(
      ended.log,
    )}. Everything else was stopped.`,
  );
}

whenInterrupted({
  exitCode: 0,
  before: reason => {
    interrupted = true;
    say('', reason === 'SIGINT' ? 'Stopping …' : `Stopping after ${reason} …`);
  },
});
try {
  await start(process.argv.slice(2));
} catch (error) {
  // A program that was just being started when all were stopped has not failed.
  if (!interrupted) say(...describe(error));
}
if (!interrupted) {
  await stopPrograms();
  process.exit(1);
}
