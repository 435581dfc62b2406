import { request as requestHttp } from 'node:http';
import { request as requestHttps, RequestOptions } from 'node:https';
import { UnusableInputError } from '../../failure';
import { describeFileError } from '../files';

/** What an API server answered, or why it gave no answer. */
export type ApiAnswer =
  | { ok: true; body: unknown }
  | { ok: false; status: number; message: string };

/** Asks an API server for a path, like `/api/v1/pods`. */
export type ApiGet = (path: string) => Promise<ApiAnswer>;

const patience = 60_000;

function messageOf(status: number, text: string): string {
  try {
    const { message } = JSON.parse(text);
    return typeof message === 'string' ? message : `status ${status}`;
  } catch {
    return `status ${status}`;
  }
}

function answerOf(status: number, text: string): ApiAnswer {
  if (status !== 200) {
    return { ok: false, status, message: messageOf(status, text) };
  }
  try {
    return { ok: true, body: JSON.parse(text) };
  } catch {
    return { ok: false, status, message: 'the answer is not JSON' };
  }
}

function get(url: URL, options: RequestOptions): Promise<ApiAnswer> {
  const request = url.protocol === 'http:' ? requestHttp : requestHttps;
  return new Promise((resolve, reject) => {
    const sent = request(url, options, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        resolve(answerOf(status, Buffer.concat(chunks).toString('utf8')));
      });
    });
    sent.on('error', reject);
    sent.on('timeout', () =>
      sent.destroy(new Error(`no answer within ${patience / 1000} s`)),
    );
    sent.end();
  });
}

/**
 * Connects to the cluster of a kubeconfig as kubectl does, with its certificates, tokens and login programs.
 *
 * @throws UnusableInputError where the kubeconfig leads to no cluster
 */
export async function connect(options: {
  context?: string;
  kubeconfig?: string;
}): Promise<{ name: string; get: ApiGet }> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  try {
    if (options.kubeconfig) {
      config.loadFromFile(options.kubeconfig);
    } else {
      config.loadFromDefault();
    }
  } catch (error) {
    const file = options.kubeconfig ?? 'the kubeconfig';
    throw new UnusableInputError(
      `${file}: it cannot be used: ${describeFileError(error)}`,
    );
  }
  const name = options.context ?? config.getCurrentContext();
  if (!name) {
    throw new UnusableInputError(
      'The kubeconfig names no current context: choose one with --context.',
    );
  }
  if (!config.getContextObject(name)) {
    const known = config.getContexts().map(context => context.name);
    throw new UnusableInputError(
      `There is no context ${JSON.stringify(name)} in the kubeconfig${
        known.length > 0 ? `; there are ${known.join(', ')}` : ''
      }.`,
    );
  }
  config.setCurrentContext(name);
  const cluster = config.getCurrentCluster();
  if (!cluster) {
    throw new UnusableInputError(
      `The context ${name} of the kubeconfig names no cluster.`,
    );
  }
  const requestOptions: RequestOptions = {};
  try {
    await config.applyToHTTPSOptions(requestOptions);
  } catch (error) {
    throw new UnusableInputError(
      `The credentials of the context ${name} cannot be used: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  const base = cluster.server.replace(/\/$/, '');
  return {
    name,
    get: path =>
      get(new URL(base + path), {
        ...requestOptions,
        timeout: patience,
        headers: { ...requestOptions.headers, Accept: 'application/json' },
      }),
  };
}
