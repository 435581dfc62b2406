import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';

/** Where an API server is, and what it takes to be let in: a token, or a client's certificate. */
export interface ApiAccess {
  url: string;
  /** The certificate to trust, as PEM. */
  ca?: string;
  token?: string;
  cert?: string;
  key?: string;
}

/** An answer of the API server other than the one that was hoped for. */
export class ApiError extends Error {
  constructor(readonly status: number, message: string) {
    super(message);
  }
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * An API server, asked directly: what is faulty for the portal works here.
 */
export class Api {
  private readonly agent: Agent;

  constructor(private readonly access: ApiAccess) {
    const { ca, cert, key } = access;
    this.agent = new Agent({ ca, cert, key, keepAlive: true, maxSockets: 16 });
  }

  /**
   * Makes a call.
   *
   * @throws ApiError when the answer is no success
   */
  async ask(method: Method, path: string, body?: unknown): Promise<unknown> {
    const { url, token } = this.access;
    const type =
      method === 'PATCH' ? 'application/apply-patch+yaml' : 'application/json';
    const headers = {
      'content-type': type,
      ...(token && { authorization: `Bearer ${token}` }),
    };
    const answer = await new Promise<{ status: number; body: string }>(
      (resolve, reject) => {
        request(
          new URL(path, url),
          { method, headers, agent: this.agent },
          response =>
            text(response).then(
              content =>
                resolve({ status: response.statusCode ?? 0, body: content }),
              reject,
            ),
        )
          .on('error', reject)
          .end(body && JSON.stringify(body));
      },
    );
    if (answer.status >= 300) {
      throw new ApiError(
        answer.status,
        `${method} ${path}: ${answer.status} ${answer.body.slice(0, 300)}`,
      );
    }
    return JSON.parse(answer.body);
  }

  /** Ends its connections. */
  close(): void {
    this.agent.destroy();
  }
}
