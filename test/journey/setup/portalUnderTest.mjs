// The portal that a journey drives, started by the same code as `npm start`, on ports and with databases of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logFile } from '../../../.launch/folders.mjs';
import { startPortal } from '../../../.launch/portal.mjs';
import { freePort } from '../../../.launch/ports.mjs';

const startFor = async (cluster, user) => {
  const state = await mkdtemp(join(tmpdir(), 'network-policy-portal-'));
  const portal = await startPortal({
    cluster,
    ports: { portal: await freePort(), backend: await freePort() },
    env: { ...process.env, PORTAL_USER: user },
    state,
    log: logFile(`journey-${cluster.name}-portal-${user}`),
  });
  return {
    url: portal.url,
    stop: async () => {
      await portal.stop();
      await rm(state, { recursive: true, force: true });
    },
  };
};

/**
 * Starts the portal for a cluster, and tells the tests where it is through the environment, which Playwright hands to
 * its workers. Who is signed in is settled when a portal starts, so that each user has one of their own: dana, and
 * where it is asked for piet, a platform engineer.
 * @param {{ name: string, title: string, url: string, token: string, caFile: string, kubeconfig: string }} cluster
 * @param {{ platform?: boolean }} [options] platform: whether to start a portal for the platform engineer, too
 * @returns {Promise<() => Promise<void>>} ends the portals and removes their databases
 */
export async function startPortalUnderTest(cluster, { platform = false } = {}) {
  const users = platform ? ['dana', 'piet'] : ['dana'];
  const [dana, piet] = await Promise.all(
    users.map(user => startFor(cluster, user)),
  );
  process.env.JOURNEY_PORTAL_URL = dana.url;
  if (piet) process.env.JOURNEY_PLATFORM_PORTAL_URL = piet.url;
  process.env.JOURNEY_CLUSTER_NAME = cluster.name;
  process.env.JOURNEY_CLUSTER_TITLE = cluster.title;
  process.env.JOURNEY_KUBECONFIG = cluster.kubeconfig;
  return async () => {
    await Promise.all([dana.stop(), piet?.stop()]);
  };
}
