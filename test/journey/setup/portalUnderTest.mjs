// The portal that a journey drives, started by the same code as `npm start`, on ports and with databases of its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { logFile } from '../../../.launch/folders.mjs';
import { startPortal } from '../../../.launch/portal.mjs';
import { freePort } from '../../../.launch/ports.mjs';

/**
 * Starts the portal for a cluster, and tells the tests where it is through the environment, which Playwright hands to
 * its workers.
 * @param {{ name: string, title: string, url: string, token: string, caFile: string, kubeconfig: string }} cluster
 * @returns {Promise<() => Promise<void>>} ends the portal and removes its databases
 */
export async function startPortalUnderTest(cluster) {
  const state = await mkdtemp(join(tmpdir(), 'network-policy-portal-'));
  const portal = await startPortal({
    cluster,
    ports: { portal: await freePort(), backend: await freePort() },
    state,
    log: logFile(`journey-${cluster.name}-portal`),
  });
  process.env.JOURNEY_PORTAL_URL = portal.url;
  process.env.JOURNEY_CLUSTER_NAME = cluster.name;
  process.env.JOURNEY_CLUSTER_TITLE = cluster.title;
  process.env.JOURNEY_KUBECONFIG = cluster.kubeconfig;
  return async () => {
    await portal.stop();
    await rm(state, { recursive: true, force: true });
  };
}
