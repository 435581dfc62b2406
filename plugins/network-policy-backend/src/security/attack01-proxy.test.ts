import { mockCredentials } from '@backstage/backend-test-utils';
import { once } from 'node:events';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { startProxyBackend } from '../__testUtils__/proxyBackend/start';

const jobs = '/apis/batch/v1/namespaces/kube-system/jobs';
const hostNetworkJob = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'attack' },
  spec: { template: { spec: { hostNetwork: true, containers: [] } } },
};
const ownBackend = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('plugin:network-policy'),
  targetPluginId: 'kubernetes',
});

/** An API server that does whatever is asked, and notes it. */
const requests = new Array<string>();
let apiServer: Server;
let proxy: string;

beforeAll(async () => {
  apiServer = createServer((request, response) => {
    const { authorization } = request.headers;
    requests.push(`${request.method} ${request.url} ${authorization}`);
    response.writeHead(request.method === 'POST' ? 201 : 200).end('{}');
  }).listen(0, '127.0.0.1');
  await once(apiServer, 'listening');
  const { port } = apiServer.address() as AddressInfo;
  const backend = await startProxyBackend({
    name: 'north',
    url: `http://127.0.0.1:${port}`,
    authProvider: 'serviceAccount',
    serviceAccountToken: 'reader',
  });
  proxy = `${backend}/api/kubernetes/proxy`;
}, 60_000);

afterAll(() => {
  apiServer.closeAllConnections();
  apiServer.close();
});

beforeEach(() => {
  requests.splice(0);
});

const send = (authorization: string, path: string, body?: object) =>
  fetch(`${proxy}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      Authorization: authorization,
      'Backstage-Kubernetes-Cluster': 'north',
      'Content-Type': 'application/json',
    },
    body: body && JSON.stringify(body),
  });

describe("attack 1: the kubernetes plugin's proxy makes a host-network Job", () => {
  it.each([
    ['of another team', 'user:default/dana'],
    ['of the platform team', 'user:default/mira'],
  ])(
    'is refused for a person %s, and nothing reaches the API server',
    async (_, person) => {
      const authorization = mockCredentials.user.header(person);

      const made = await send(authorization, jobs, hostNetworkJob);
      const read = await send(authorization, '/api/v1/secrets');

      expect([made.status, read.status]).toEqual([403, 403]);
      expect(requests).toEqual([]);
    },
  );

  it('leaves the proxy to our own backend, which reads through it', async () => {
    const { status } = await send(ownBackend, '/api/v1/pods');

    expect(status).toBe(200);
    expect(requests).toEqual(['GET /api/v1/pods Bearer reader']);
  });
});
