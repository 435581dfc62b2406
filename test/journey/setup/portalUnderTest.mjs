// The portals that a journey drives, started by the same code as `npm start`, on ports and with databases of their own:
// SQLite files for one, as `npm start` has them, and a PostgreSQL for the other, as with `npm start -- --postgres`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logFile } from '../../../.launch/folders.mjs';
import { startPortal } from '../../../.launch/portal.mjs';
import { freePort } from '../../../.launch/ports.mjs';
import { startPostgres } from '../../../.launch/postgres.mjs';

const startFor = async (cluster, user, { onPostgres = false } = {}) => {
  const state = await mkdtemp(join(tmpdir(), 'network-policy-portal-'));
  const database = onPostgres
    ? await startPostgres({
        folder: join(state, 'postgres'),
        log: logFile(`journey-${cluster.name}-postgres`),
        lasting: false,
      })
    : undefined;
  const portal = await startPortal({
    cluster,
    ports: { portal: await freePort(), backend: await freePort() },
    env: { ...process.env, PORTAL_USER: user },
    state,
    databaseUrl: database?.url,
    log: logFile(`journey-${cluster.name}-portal-${user}`),
  });
  return {
    url: portal.url,
    databaseUrl: database?.url,
    stop: async () => {
      await portal.stop();
      await database?.stop();
      await rm(state, { recursive: true, force: true });
    },
  };
};

/**
 * Starts the portal for a cluster, and tells the tests where it is through the environment, which Playwright hands to
 * its workers. Who is signed in is settled when a portal starts, so that each user has one of their own: dana, and
 * where it is asked for piet, a platform engineer.
 * @param {{ name: string, title: string, url: string, caFile: string, kubeconfig: string,
 *   tokens: { reader: string, writer: string, walkthrough: string } }} cluster
 * @param {{ platform?: boolean }} [options] platform: whether to start a portal for the platform engineer, too
 * @returns {Promise<() => Promise<void>>} ends the portals and removes their databases
 */
export async function startPortalUnderTest(cluster, { platform = false } = {}) {
  const [dana, piet] = await Promise.all([
    startFor(cluster, 'dana'),
    ...(platform ? [startFor(cluster, 'piet', { onPostgres: true })] : []),
  ]);
  process.env.JOURNEY_PORTAL_URL = dana.url;
  if (piet) {
    process.env.JOURNEY_PLATFORM_PORTAL_URL = piet.url;
    process.env.JOURNEY_PLATFORM_DATABASE_URL = piet.databaseUrl;
  }
  process.env.JOURNEY_CLUSTER_NAME = cluster.name;
  process.env.JOURNEY_CLUSTER_TITLE = cluster.title;
  process.env.JOURNEY_KUBECONFIG = cluster.kubeconfig;
  return async () => {
    await Promise.all([dana.stop(), piet?.stop()]);
  };
}
