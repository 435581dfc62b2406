import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { webDraft } from '../testing/draft';
import { NetworkPolicyClient } from './NetworkPolicyClient';

interface Seen {
  method?: string;
  url?: string;
  authorization?: string;
  body: unknown;
}

let server: Server;
let client: NetworkPolicyClient;
let seen: Seen[];
let answer: { status: number; body: unknown };

async function note(request: IncomingMessage) {
  const body = await text(request);
  seen.push({
    method: request.method,
    url: request.url,
    authorization: request.headers.authorization,
    body: body ? JSON.parse(body) : undefined,
  });
}

beforeAll(async () => {
  server = createServer(async (request, response) => {
    await note(request);
    response.writeHead(answer.status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer.body));
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  client = new NetworkPolicyClient({
    discoveryApi: {
      getBaseUrl: async pluginId => `http://127.0.0.1:${port}/api/${pluginId}`,
    },
  });
});

beforeEach(() => {
  seen = [];
  answer = { status: 200, body: { answer: 1 } };
});

afterAll(async () => {
  await new Promise(resolve => {
    server.close(resolve);
  });
});

const web = 'component:default/web';
const entity = '/api/network-policy/entities/component/default/web';
const clusters = '/api/network-policy/clusters';
const from = { cluster: 'c', namespace: 'default', from: ['a'] };
const revoke = { cluster: 'c', namespace: 'default', policy: 'p' };

it.each([
  ['GET', clusters, undefined, () => client.listClusters()],
  ['GET', `${entity}/reach`, undefined, () => client.getReach(web)],
  [
    'GET',
    `${entity}/reach/c%2F1/default/namespaces?search=a%26b&reach=all,some&limit=5`,
    undefined,
    () =>
      client.listReachOfNamespaces(
        web,
        { cluster: 'c/1', namespace: 'default' },
        { search: 'a&b', reach: ['all', 'some'], limit: 5 },
      ),
  ],
  [
    'GET',
    `${entity}/reach/c/default/namespaces/pay%2Fments`,
    undefined,
    () =>
      client.explainReachOfNamespace(
        web,
        { cluster: 'c', namespace: 'default' },
        'pay/ments',
      ),
  ],
  [
    'GET',
    '/api/network-policy/fleet/clusters',
    undefined,
    () => client.listFleetClusters(),
  ],
  [
    'GET',
    '/api/network-policy/fleet/exposures?widths=any-source,all-namespaces&overdue=true',
    undefined,
    () =>
      client.listFleetExposures({
        widths: ['any-source', 'all-namespaces'],
        overdue: true,
      }),
  ],
  ['POST', `${entity}/probe-runs`, from, () => client.startProbeRun(web, from)],
  [
    'GET',
    `${entity}/probe-runs/a%2Fb`,
    undefined,
    () => client.getProbeRun(web, 'a/b'),
  ],
  [
    'POST',
    `${entity}/exposures/preview`,
    webDraft,
    () => client.previewExposure(web, webDraft),
  ],
  [
    'PUT',
    `${entity}/exposures`,
    webDraft,
    () => client.applyExposure(web, webDraft),
  ],
  [
    'PUT',
    `${entity}/exposures?dryRun=true`,
    webDraft,
    () => client.applyExposure(web, webDraft, { dryRun: true }),
  ],
  [
    'POST',
    `${entity}/exposures/revoke`,
    revoke,
    () => client.revokeExposure(web, revoke),
  ],
  [
    'GET',
    `${clusters}/c/walkthrough`,
    undefined,
    () => client.getWalkthrough('c'),
  ],
  [
    'PUT',
    `${clusters}/c/walkthrough`,
    { isolate: true },
    () => client.deployWalkthrough('c', { isolate: true }),
  ],
  [
    'DELETE',
    `${clusters}/c/walkthrough`,
    undefined,
    () => client.removeWalkthrough('c'),
  ],
])('sends %s %s', async (method, url, body, call) => {
  await expect(call()).resolves.toEqual({ answer: 1 });
  expect(seen).toEqual([{ method, url, body, authorization: undefined }]);
});

it('sends a token', async () => {
  await client.getReach(web, { token: 'secret' });
  expect(seen[0].authorization).toBe('Bearer secret');
});

it("throws the backend's error", async () => {
  answer = {
    status: 409,
    body: {
      error: { name: 'ConflictError', message: 'managed by kubectl' },
      response: { statusCode: 409 },
    },
  };
  await expect(client.applyExposure(web, webDraft)).rejects.toMatchObject({
    name: 'ResponseError',
    cause: { name: 'ConflictError', message: 'managed by kubectl' },
  });
});

it('sends nothing for a reference that is not complete', async () => {
  await expect(client.getReach('web')).rejects.toThrow(
    "'web' is not a complete entity reference, like component:default/web",
  );
  expect(seen).toEqual([]);
});
