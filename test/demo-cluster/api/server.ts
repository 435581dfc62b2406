import { createServer, Server } from 'node:https';
import { IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { Authenticator, Identity } from '../rbac/authorizer';
import { Answer, ClusterApi } from './cluster-api';
import { discover } from './discovery';
import { openApi } from './openapi';
import { parseResourcePath, readRequest } from './request';
import { ApiError, forbidden, unknownPath } from './status';

const publicPaths = ['/version', '/healthz', '/livez', '/readyz'];

function respond(response: ServerResponse, answer: Answer): void {
  const { code, body, warnings = [] } = answer;
  const isText = typeof body === 'string';
  for (const warning of warnings) {
    response.appendHeader('Warning', `299 - ${JSON.stringify(warning)}`);
  }
  response.writeHead(code, {
    'Content-Type': isText ? 'text/plain' : 'application/json',
    'Cache-Control': 'no-cache, private',
  });
  response.end(isText ? body : `${JSON.stringify(body)}\n`);
}

function answerNonResource(path: string, identity: Identity): Answer {
  const isHealth = /^\/(healthz|livez|readyz)(\/|$)/.test(path);
  if (!isHealth && path !== '/version' && identity.rules.length === 0) {
    throw forbidden(
      { group: '', resource: '' },
      '',
      `User "${identity.username}" cannot get path "${path}"`,
    );
  }
  if (isHealth) return { code: 200, body: 'ok' };
  const body = path.startsWith('/openapi/') ? openApi(path) : discover(path);
  if (!body) throw unknownPath();
  return { code: 200, body };
}

async function handle(
  message: IncomingMessage,
  response: ServerResponse,
  api: ClusterApi,
  authenticator: Authenticator,
): Promise<void> {
  const identity = authenticator.authenticate(message.headers.authorization);
  const request = await readRequest(message);
  const path = publicPaths.includes(request.path)
    ? undefined
    : parseResourcePath(request.path);
  const answer = path
    ? api.handle(request, path, identity, response)
    : answerNonResource(request.path, identity);
  if (answer) respond(response, answer);
}

function failureOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const why = error instanceof Error ? error.stack ?? error.message : error;
  process.stderr.write(`demo cluster: ${why}\n`);
  return new ApiError(500, 'InternalError', `Internal error occurred: ${why}`);
}

export interface ApiServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * Serves the API over TLS; kubectl sends its token over nothing else.
 *
 * @throws Error when the address cannot be listened on.
 */
export async function serveApi(options: {
  api: ClusterApi;
  authenticator: Authenticator;
  certificate: string;
  privateKey: string;
  host: string;
  port: number;
}): Promise<ApiServer> {
  const { api, authenticator, host, port } = options;
  const server: Server = createServer(
    { cert: options.certificate, key: options.privateKey },
    (message, response) => {
      handle(message, response, api, authenticator).catch(error => {
        const failure = failureOf(error);
        if (response.headersSent) response.end();
        else
          respond(response, { code: failure.code, body: failure.toStatus() });
      });
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address() as AddressInfo;
  const shown = host.includes(':') ? `[${host}]` : host;
  return {
    url: `https://${shown}:${address.port}`,
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
