import { KubeConfig } from '@kubernetes/client-node';
import { request, RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';

/** The cluster of KUBECONFIG, which may name several files. */
export const kubeconfig = new KubeConfig();
kubeconfig.loadFromDefault();

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** An answer of the API server other than the one that was hoped for. */
export class ApiError extends Error {
  constructor(public readonly status: number, message: string) {
    super(message);
  }
}

let credentials: Promise<RequestOptions> | undefined;

/** Once for all: with one agent the connections share what they have agreed on about encryption. */
function login(): Promise<RequestOptions> {
  const options: RequestOptions = {};
  credentials ??= kubeconfig.applyToHTTPSOptions(options).then(() => options);
  return credentials;
}

/** Asks the API server, with objects as they are written: the client library's own methods rename fields. */
export async function ask(
  method: Method,
  path: string,
  object?: unknown,
): Promise<unknown> {
  const options = await login();
  const url = new URL(path, kubeconfig.getCurrentCluster()?.server);
  const headers = { ...options.headers, 'content-type': 'application/json' };
  const { status, body } = await new Promise<{ status: number; body: string }>(
    (resolve, reject) => {
      request(url, { ...options, method, headers }, response =>
        text(response).then(
          answer => resolve({ status: response.statusCode ?? 0, body: answer }),
          reject,
        ),
      )
        .on('error', reject)
        .end(object && JSON.stringify(object));
    },
  );
  if (status >= 300) {
    throw new ApiError(status, `${method} ${path}: ${status} ${body}`);
  }
  return JSON.parse(body);
}
