import { mockServices } from '@backstage/backend-test-utils';
import { createServer, IncomingMessage } from 'node:http';
import { AddressInfo } from 'node:net';
import { InitiatorApi } from '../client/initiatorApi';

/** A request as the fixture saw it. */
export interface SeenRequest {
  method: string;
  path: string;
  body: unknown;
  authorization?: string;
}

/** What the fixture answers: a body with 200, or an error in Backstage's form. */
export type Answer = { body: unknown } | { error: [number, string, string] };

/** The plugin's backend as the actions see it: a server on loopback that answers as a test says. */
export async function startBackendFixture(
  answer: (request: SeenRequest) => Answer,
) {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const it: SeenRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      body: await readJson(request),
      authorization: request.headers.authorization,
    };
    seen.push(it);
    const answered = answer(it);
    const [status, body] =
      'error' in answered
        ? [
            answered.error[0],
            {
              error: { name: answered.error[1], message: answered.error[2] },
              response: { statusCode: answered.error[0] },
            },
          ]
        : [200, answered.body];
    response
      .writeHead(status, { 'Content-Type': 'application/json' })
      .end(JSON.stringify(body));
  });
  await new Promise<void>(listening =>
    server.listen(0, '127.0.0.1', listening),
  );
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}`;
  const api = new InitiatorApi({
    discovery: {
      getBaseUrl: async () => baseUrl,
      getExternalBaseUrl: async () => baseUrl,
    },
    auth: mockServices.auth(),
  });
  return {
    api,
    seen,
    stop: () => new Promise(stopped => server.close(stopped)),
  };
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString();
  return text ? JSON.parse(text) : undefined;
}
