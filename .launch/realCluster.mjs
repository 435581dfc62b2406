// The real cluster of the tests: the one of KUBECONFIG, or the harness in test/cluster.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { onPath } from './chromium.mjs';
import { Failure, shown } from './failure.mjs';
import { logFile, root } from './folders.mjs';
import { runProgram } from './programs.mjs';
import { lastLines, say, step } from './report.mjs';

const harness = join(root, 'test', 'cluster');

/** Why the harness cannot run here, in a sentence; undefined when it can. */
export function harnessProblem({
  platform = process.platform,
  uid = process.getuid(),
  go = onPath('go'),
  folder = harness,
} = {}) {
  const missing = [
    ...(platform === 'linux' ? [] : ['Linux']),
    ...(uid === 0 ? [] : ['root']),
    ...(go ? [] : ['Go']),
  ];
  if (missing.length) {
    return `The test cluster needs Linux, root and Go; missing here: ${missing.join(
      ', ',
    )}. Set KUBECONFIG to use another cluster.`;
  }
  return existsSync(join(folder, 'up.sh'))
    ? undefined
    : `${shown(folder)} is missing: set KUBECONFIG to use another cluster.`;
}

/** The file in a line "KUBECONFIG=<file>". */
export const kubeconfigIn = lines =>
  lines.map(line => /^KUBECONFIG=(.+)$/.exec(line)?.[1]).findLast(Boolean);

/** The folder of the programs that the harness has built last, if any; see build.sh. */
export function builtPrograms(env = process.env) {
  const cache =
    env.CLUSTER_CACHE ||
    join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'np-cluster');
  if (!existsSync(cache)) return undefined;
  const [latest] = readdirSync(cache)
    .map(name => join(cache, name))
    .filter(folder => existsSync(join(folder, 'done')))
    .map(folder => ({ folder, at: statSync(join(folder, 'done')).mtimeMs }))
    .sort((one, other) => other.at - one.at);
  return latest?.folder;
}

const run = async (title, script, name) => {
  const log = logFile(name);
  let last = '';
  // The first build takes a quarter of an hour, most of it without a word.
  const sign = setInterval(
    () => say(`  … ${last || 'still going on'}`),
    60_000,
  );
  try {
    const ran = await step(
      title,
      () =>
        runProgram(title, join(harness, script), [], {
          log,
          onLine: line => {
            last = line.trim().slice(0, 120) || last;
          },
        }),
      ({ code }) => (code === 0 ? 'done' : 'failed'),
    );
    if (ran.code === 0) return ran.lines;
    throw new Failure(
      `${title} failed; its log is ${shown(log)}.`,
      lastLines(ran.lines, 15).map(line => `  ${line}`),
    );
  } finally {
    clearInterval(sign);
  }
};

const runsAlready = () =>
  spawnSync('bash', ['-c', '. ./settings.sh && running'], { cwd: harness })
    .status === 0;

/**
 * The cluster to test on. The harness is built and started when KUBECONFIG is not set, and ended by `stop` unless it
 * ran before.
 * @returns {Promise<{ kubeconfig: string, kubectl: string, programs?: string, stop: () => Promise<void> }>} `programs`
 *   is the folder of what was built
 */
export async function prepareRealCluster(env = process.env) {
  if (env.KUBECONFIG) {
    const kubectl = onPath('kubectl', env.PATH);
    if (!kubectl)
      throw new Failure(
        'kubectl is not on the PATH: install it, or unset KUBECONFIG to use the test cluster.',
      );
    return { kubeconfig: env.KUBECONFIG, kubectl, stop: async () => {} };
  }
  const problem = harnessProblem();
  if (problem) throw new Failure(problem);
  const built = await run(
    'Building the test cluster (15 minutes the first time)',
    'build.sh',
    'cluster-build',
  );
  const programs = built.find(line => line.startsWith('/')) ?? '';
  const kubectl = join(programs, 'bin', 'kubectl');
  const ran = runsAlready();
  const kubeconfig = kubeconfigIn(
    await run('Starting the test cluster', 'up.sh', 'cluster-up'),
  );
  if (!kubeconfig)
    throw new Failure('The test cluster did not say where its KUBECONFIG is.');
  const stop = async () => {
    if (!ran) await run('Stopping the test cluster', 'down.sh', 'cluster-down');
  };
  return { kubeconfig, kubectl, programs, stop };
}
