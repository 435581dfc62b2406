import { once } from 'node:events';
import { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, Server } from 'node:https';
import { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

const servers = new Array<Server>();

/** A certificate for loopback that signs itself, so that it is its own certificate authority too. */
export async function makeCertificate(): Promise<{
  cert: string;
  key: string;
}> {
  const made = await generate([{ name: 'commonName', value: 'api-server' }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  return { cert: made.cert, key: made.private };
}

/**
 * An API server on loopback over TLS, which answers as a test says. It ends with the test.
 *
 * @returns its address
 */
export async function serveHttps(
  certificate: { cert: string; key: string },
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(certificate, answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  servers.push(server);
  const { port } = server.address() as AddressInfo;
  return `https://127.0.0.1:${port}`;
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});
