import { once } from 'node:events';
import { IncomingMessage, request, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface RawAnswer {
  status: number;
  /** Without its parameters. */
  mediaType: string | undefined;
  text: string;
}

/** Sends a request as it is: clients of a higher level would tidy up its path. */
export async function sendRaw(
  server: Server,
  sent: {
    method: string;
    path: string;
    headers: Readonly<Record<string, string>>;
    body?: string;
  },
): Promise<RawAnswer> {
  const { port } = server.address() as AddressInfo;
  const { method, path, headers } = sent;
  const outgoing = request({ port, method, path, headers }).end(sent.body);
  const [answer]: [IncomingMessage] = (await once(
    outgoing,
    'response',
  )) as never;
  return {
    status: answer.statusCode ?? 0,
    mediaType: answer.headers['content-type']?.split(';')[0],
    text: await text(answer),
  };
}
