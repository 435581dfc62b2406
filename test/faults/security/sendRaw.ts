import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { PortalUser } from '../portal/PortalUser';

/** Sends a request whose path nobody tidies up, as `fetch` does. */
export function sendRaw(
  user: PortalUser,
  { method, path, body }: { method: string; path: string; body?: unknown },
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request(
      user.portalUrl,
      {
        method,
        path: `/api/network-policy${path}`,
        headers: {
          authorization: `Bearer ${user.token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
      },
      response =>
        text(response).then(
          answer => resolve({ status: response.statusCode ?? 0, text: answer }),
          reject,
        ),
    )
      .on('error', reject)
      .end(body === undefined ? undefined : JSON.stringify(body));
  });
}
