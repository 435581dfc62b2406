import { mockServices } from '@backstage/backend-test-utils';
import { once } from 'node:events';
import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { KubernetesPlugin } from '../clusters/KubernetesPlugin';

const servers = new Array<Server>();

/**
 * A kubernetes plugin that answers byte by byte as a test says. It ends with the test.
 */
export async function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  { timeoutMs = 2_000 }: { timeoutMs?: number } = {},
): Promise<KubernetesPlugin> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return new KubernetesPlugin({
    auth: mockServices.auth(),
    discovery: mockServices.discovery.mock({
      getBaseUrl: async () => `http://127.0.0.1:${port}`,
    }),
    timeoutMs,
  });
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
