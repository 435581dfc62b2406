// The portal: the dev/ entries of the frontend and the backend plugin, started by the Backstage CLI.
import { join } from 'node:path';
import { Failure, shown } from './failure.mjs';
import { logFile, root } from './folders.mjs';
import { startProgram } from './programs.mjs';
import { lastLines } from './report.mjs';
import { firstOf, until } from './waiting.mjs';

const patience = 10_000;
const get = (url, init) =>
  fetch(url, { ...init, signal: AbortSignal.timeout(patience) });

/** Whether a browser would get the app: its page and every script that the page names. */
export async function frontendAnswers(url) {
  const page = await get(url);
  if (page.status !== 200) return false;
  const html = await page.text();
  const scripts = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(
    match => match[1],
  );
  if (scripts.length === 0) return false;
  const answers = await Promise.all(
    scripts.map(async script => {
      const answer = await get(new URL(script, url));
      await answer.arrayBuffer();
      return (
        answer.status === 200 &&
        !answer.headers.get('content-type')?.includes('html')
      );
    }),
  );
  return answers.every(Boolean);
}

/** Whether the backend is ready. */
export async function backendAnswers(backendUrl) {
  const { status } = await get(`${backendUrl}/.backstage/health/v1/readiness`);
  return status === 200;
}

/** What lets a request in as the guest user. */
async function asGuest(backendUrl) {
  const session = await get(`${backendUrl}/api/auth/guest/refresh`, {
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
  const { token } = (await session.json()).backstageIdentity;
  return { Authorization: `Bearer ${token}` };
}

/** Whether the catalog knows the entity, asked as the guest user. */
export async function catalogKnows(backendUrl, { kind, namespace, name }) {
  const path = `/api/catalog/entities/by-name/${kind}/${namespace}/${name}`;
  const { status } = await get(`${backendUrl}${path}`, {
    headers: await asGuest(backendUrl),
  });
  return status === 200;
}

/**
 * Deploys the walkthrough's example service as the guest user, as its template does: with the credential of the
 * walkthrough, which remembers what it has made. Whatever goes wrong is no reason to stop: the template can be run.
 * @returns {Promise<string | undefined>} why it was not deployed
 */
export async function deployWalkthrough(backendUrl, cluster) {
  const path = `/api/network-policy/clusters/${cluster}/walkthrough`;
  try {
    const answer = await get(`${backendUrl}${path}`, {
      method: 'PUT',
      headers: {
        ...(await asGuest(backendUrl)),
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ isolate: true }),
    });
    if (answer.ok) return undefined;
    const { error } = await answer.json();
    return error?.message ?? `status ${answer.status}`;
  } catch (error) {
    return error.message;
  }
}

/** Backstage takes such variables for configuration, before app-config.yaml. */
const onPostgres = url => ({
  APP_CONFIG_backend_database_client: 'pg',
  APP_CONFIG_backend_database_connection: url,
});

/**
 * Starts the portal and waits until a browser would see it.
 * @param {object} options
 * @param {{ name: string, title: string, url: string, caFile: string,
 *   tokens: { reader: string, writer: string, walkthrough: string } }} options.cluster the cluster it looks at
 * @param {{ portal: number, backend: number }} options.ports
 * @param {NodeJS.ProcessEnv} [options.env] the environment to start it in, with the toolchain on its PATH
 * @param {string} [options.state] folder of its databases; the default of app-config.yaml when missing
 * @param {string} [options.databaseUrl] the PostgreSQL that holds its data instead
 * @param {string} [options.log]
 * @param {number} [options.timeout] milliseconds until it must be ready
 */
export async function startPortal({
  cluster,
  ports,
  env = process.env,
  state,
  databaseUrl,
  log = logFile('portal'),
  timeout = 300_000,
  command = [
    join(root, 'node_modules', '.bin', 'backstage-cli'),
    'repo',
    'start',
  ],
}) {
  const url = `http://localhost:${ports.portal}`;
  const backendUrl = `http://localhost:${ports.backend}`;
  let broken;
  const startupFailed = new Promise(resolve => {
    broken = resolve;
  });
  const program = startProgram('The portal', command[0], command.slice(1), {
    env: {
      ...env,
      BROWSER: 'none',
      NODE_ENV: 'development',
      PORTAL_PORT: String(ports.portal),
      BACKEND_PORT: String(ports.backend),
      CLUSTER_NAME: cluster.name,
      CLUSTER_TITLE: cluster.title,
      CLUSTER_URL: cluster.url,
      CLUSTER_TOKEN: cluster.tokens.reader,
      CLUSTER_WRITER_TOKEN: cluster.tokens.writer,
      CLUSTER_WALKTHROUGH_TOKEN: cluster.tokens.walkthrough,
      CLUSTER_CA_FILE: cluster.caFile,
      ...(state ? { PORTAL_STATE: state } : {}),
      ...(databaseUrl ? onPostgres(databaseUrl) : {}),
    },
    log,
    // The frontend's dev server takes its time for nothing.
    grace: 1500,
    onLine: line => {
      // The Backstage CLI keeps running when the backend that it started has died.
      if (/Backend startup failed|Node\.js v\d+\.\d+\.\d+$/.test(line))
        broken(line);
    },
  });

  const asking = new AbortController();
  const ready = Promise.all([
    until(() => frontendAnswers(url), asking.signal),
    until(() => backendAnswers(backendUrl), asking.signal).then(() =>
      until(
        () =>
          catalogKnows(backendUrl, {
            kind: 'component',
            namespace: 'default',
            name: 'web',
          }),
        asking.signal,
      ),
    ),
  ]);
  const outcome = await firstOf(
    { ready, startupFailed, exited: program.exited },
    timeout,
  );
  asking.abort();
  if (outcome.name !== 'ready') {
    await program.stop();
    const what =
      outcome.name === 'timeout' ? 'was not ready in time' : 'could not start';
    throw new Failure(
      `The portal ${what}; its log is ${shown(log)}.`,
      lastLines(program.lines, 15).map(line => `  ${line}`),
    );
  }
  return {
    url,
    backendUrl,
    name: program.name,
    log,
    stop: program.stop,
    exited: program.exited,
  };
}
