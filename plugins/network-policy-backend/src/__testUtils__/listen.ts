import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import express from 'express';
import { once } from 'node:events';
import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ClusterDirectory } from '../clusters/ClusterDirectory';
import { KubernetesPlugin } from '../clusters/KubernetesPlugin';
import { writersOf } from '../clusters/writersOf';
import { readSettings } from '../config/readSettings';
import { FakeKubernetes } from './FakeKubernetes';

const servers = new Array<Server>();

/**
 * Serves a fake kubernetes plugin on loopback and reads its clusters, as the plugin does. The server ends with the
 * test.
 */
export async function listen(
  kubernetes: FakeKubernetes,
  { timeoutMs = 2_000 }: { timeoutMs?: number } = {},
): Promise<ClusterDirectory> {
  const server = express().use(kubernetes.router).listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  const config = new ConfigReader({});
  const { port } = server.address() as AddressInfo;
  const plugin = new KubernetesPlugin({
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => `http://127.0.0.1:${port}`,
    }),
    timeoutMs,
  });
  return new ClusterDirectory(
    plugin,
    writersOf({
      plugin,
      settings: { ...readSettings(config), writeThrough: 'kubernetes-plugin' },
      config,
      logger: mockServices.logger.mock(),
    }),
    // Clusters come and go in a test.
    0,
  );
}

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
