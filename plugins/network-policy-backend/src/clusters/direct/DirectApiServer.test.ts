import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeCertificate, serveHttps } from '../../__testUtils__/serveHttps';
import { describeFailure } from '../clusterFailure';
import { ClusterWriter } from '../ClusterWriter';
import { resourcePath, resources } from '../resources';
import { DirectApiServer } from './DirectApiServer';

const token = 'token-of-the-writer';
const at = { namespace: 'default', name: 'web' };
const policy = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: at,
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const json =
  (body: unknown, status = 200): Answer =>
  (_, response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  };

let certificate: { cert: string; key: string };
let folder: string;

beforeAll(async () => {
  certificate = await makeCertificate();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'direct-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** A writer, and the requests that reached its server. */
async function setUp(
  answer: Answer,
  options: Partial<ConstructorParameters<typeof DirectApiServer>[0]> = {},
) {
  const requests = new Array<{
    method?: string;
    url?: string;
    authorization?: string;
  }>();
  const url = await serveHttps(certificate, (request, response) => {
    const { method, headers } = request;
    const { authorization } = headers;
    requests.push({ method, url: request.url, authorization });
    answer(request, response);
  });
  const server = new DirectApiServer({
    key: 'networkPolicy.clusters.0.writer',
    credential: { token },
    address: { url, ca: { pem: certificate.cert } },
    timeoutMs: 2_000,
    ...options,
  });
  const writer = new ClusterWriter(server);
  return {
    url,
    requests,
    get: () =>
      server.request({
        method: 'GET',
        path: resourcePath(resources.networkPolicies, at),
      }),
    create: () => writer.create(resources.networkPolicies, policy),
  };
}

describe('DirectApiServer', () => {
  it('calls the API server itself, with its token', async () => {
    const { create, requests } = await setUp(json(policy, 201));

    await expect(create()).resolves.toMatchObject({
      ok: true,
      value: { metadata: at },
    });
    expect(requests).toEqual([
      {
        method: 'POST',
        url: '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies?fieldManager=backstage-network-policy',
        authorization: `Bearer ${token}`,
      },
    ]);
  });

  it('sends nothing to a server that another authority vouches for', async () => {
    const received = jest.fn(json(policy));
    const url = await serveHttps(await makeCertificate(), received);
    const { get } = await setUp(json(policy), {
      address: { url, ca: { pem: certificate.cert } },
    });

    await expect(get()).resolves.toMatchObject({
      failure: {
        kind: 'unreachable',
        message: expect.stringContaining('certificate'),
      },
    });
    expect(received).not.toHaveBeenCalled();
  });

  it('trusts no server by default that signs for itself', async () => {
    const received = jest.fn(json(policy));
    const url = await serveHttps(certificate, received);
    const { get } = await setUp(json(policy), { address: { url } });

    await expect(get()).resolves.toMatchObject({
      failure: { kind: 'unreachable' },
    });
    expect(received).not.toHaveBeenCalled();
  });

  it('says that its token is refused, and never repeats it', async () => {
    const { get } = await setUp(
      json(
        {
          kind: 'Status',
          reason: 'Unauthorized',
          message: `Unauthorized: "${token}" is not known`,
        },
        401,
      ),
    );

    await expect(get()).resolves.toEqual({
      ok: false,
      failure: {
        kind: 'unauthorized',
        message: 'Unauthorized: "[left out]" is not known',
      },
    });
  });

  it('waits for a slow server as long as for any cluster', async () => {
    const { get } = await setUp(() => {}, { timeoutMs: 100 });

    await expect(get()).resolves.toMatchObject({
      failure: { kind: 'unreachable', message: 'no answer within 0.1 s' },
    });
  });

  it('says that nothing listens', async () => {
    const { get } = await setUp(json(policy), {
      address: { url: 'https://127.0.0.1:1' },
    });

    await expect(get()).resolves.toMatchObject({
      failure: {
        kind: 'unreachable',
        message: expect.stringContaining('ECONNREFUSED'),
      },
    });
  });

  it.each([301, 307])('follows no redirect (%i)', async status => {
    const elsewhere = jest.fn(json(policy));
    const target = await serveHttps(certificate, elsewhere);
    const { get } = await setUp((_, response) =>
      response.writeHead(status, { Location: `${target}/steal` }).end(),
    );

    await expect(get()).resolves.toMatchObject({
      failure: {
        kind: 'unreachable',
        message: `answered with status ${status} and no reason`,
      },
    });
    expect(elsewhere).not.toHaveBeenCalled();
  });
});

describe('a token file', () => {
  it('is read again when it is rewritten or replaced', async () => {
    const tokenFile = join(folder, 'token');
    await writeFile(tokenFile, 'first\n');
    const { get, requests } = await setUp(json(policy), {
      credential: { tokenFile },
    });

    await get();
    await writeFile(tokenFile, 'later\n');
    await get();
    await writeFile(join(folder, 'next'), 'third\n');
    await rename(join(folder, 'next'), tokenFile);
    await get();

    expect(requests.map(({ authorization }) => authorization)).toEqual([
      'Bearer first',
      'Bearer later',
      'Bearer third',
    ]);
  });

  it('is that of the service account in a pod', async () => {
    await writeFile(join(folder, 'token'), 'of-the-pod');
    const { get, requests } = await setUp(json(policy), {
      credential: {},
      folder,
    });

    await get();

    expect(requests[0].authorization).toBe('Bearer of-the-pod');
  });

  it.each([
    ['is missing', undefined, 'holds no token now (ENOENT)'],
    ['is empty', ' \n', 'holds no token now'],
    ['holds more than a token', 'a\r\nb: c', 'holds no token now'],
  ])('that %s is named by its key alone', async (_, text, message) => {
    const tokenFile = join(folder, 'token');
    if (text !== undefined) {
      await writeFile(tokenFile, text);
    }
    const { get, requests } = await setUp(json(policy), {
      credential: { tokenFile },
    });

    const failure = {
      kind: 'no-credential' as const,
      message: `networkPolicy.clusters.0.writer ${message}`,
    };
    await expect(get()).resolves.toEqual({ ok: false, failure });
    expect(describeFailure('north', 'create jobs', failure)).toBe(
      `The portal cannot sign in to cluster north: ${failure.message}`,
    );
    expect(requests).toEqual([]);
  });
});

describe('a file of a certificate authority', () => {
  it('is read again when it changes, and nothing is sent without it', async () => {
    const file = join(folder, 'ca.crt');
    const { url, requests } = await setUp(json(policy));
    const { get } = await setUp(json(policy), {
      address: { url, ca: { file } },
    });

    const missing = await get();
    await writeFile(file, 'no certificate');
    const broken = await get();
    await writeFile(file, (await makeCertificate()).cert);
    const other = await get();
    expect(requests).toEqual([]);
    await writeFile(file, certificate.cert);

    expect(missing).toMatchObject({
      failure: {
        kind: 'no-credential',
        message: expect.stringMatching('ENOENT'),
      },
    });
    expect(broken).toMatchObject({ failure: { kind: 'no-credential' } });
    expect(other).toMatchObject({ failure: { kind: 'unreachable' } });
    await expect(get()).resolves.toMatchObject({ ok: true });
  });
});
