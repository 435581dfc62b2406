// Before the journey on the demo cluster: a demo cluster in which the walkthrough has not been done yet, and a portal.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemoCluster } from '../../../.launch/demoCluster.mjs';
import { logFile } from '../../../.launch/folders.mjs';
import { startPortalUnderTest } from './portalUnderTest.mjs';

export default async function setUp() {
  const folder = await mkdtemp(join(tmpdir(), 'network-policy-demo-'));
  const cluster = await startDemoCluster({
    folder,
    walkthrough: 'absent',
    log: logFile('journey-demo-cluster'),
  });
  const stopPortals = await startPortalUnderTest(
    {
      name: 'simulated',
      title: 'Demo cluster (simulated)',
      url: cluster.url,
      tokens: cluster.tokens,
      caFile: cluster.caFile,
      kubeconfig: cluster.kubeconfig,
    },
    { platform: true },
  );
  return async () => {
    await stopPortals();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  };
}
