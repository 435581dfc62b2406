import { KubeConfig } from '@kubernetes/client-node';
import { request, RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { environment } from '../environment';
import { kubectlOrThrow } from './kubectl';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A request as it goes over the wire. */
export interface ApiRequest {
  method: Method;
  /** With its query. */
  path: string;
  body?: object;
  headers?: Record<string, string>;
}

/** An answer of the API server, whatever it is. */
export interface ApiAnswer {
  status: number;
  /** Why it was refused, in the API server's words. */
  message: string;
  body: unknown;
}

const refusalSchema = z.object({ message: z.string() });

const kubeconfig = new KubeConfig();
kubeconfig.loadFromFile(environment.kubeconfig);

/** A service account of the shipped manifests, with the token of its Secret. */
export class Account {
  private constructor(
    readonly name: string,
    /** Never to be printed. */
    readonly token: string,
  ) {}

  /** Waits until the cluster has filled the account's Secret. */
  static async of(name: string): Promise<Account> {
    for (let left = 100; left > 0; left--) {
      const encoded = await kubectlOrThrow([
        ...['-n', 'backstage', 'get', 'secret', name],
        ...['-o', 'jsonpath={.data.token}'],
      ]);
      if (encoded) {
        return new Account(name, Buffer.from(encoded, 'base64').toString());
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    throw new Error(`The Secret of ${name} has no token`);
  }

  /** Makes a request with the account's token; it never throws for what the API server answers. */
  async send(sent: ApiRequest): Promise<ApiAnswer> {
    const server = kubeconfig.getCurrentCluster()?.server;
    const trust: RequestOptions = {};
    await kubeconfig.applyToHTTPSOptions(trust);
    const { ca, rejectUnauthorized } = trust;
    const content = sent.body && JSON.stringify(sent.body);
    const type = sent.method === 'PATCH' ? 'merge-patch+json' : 'json';
    const { status, body } = await new Promise<{
      status: number;
      body: string;
    }>((resolve, reject) => {
      request(
        new URL(sent.path, server),
        {
          method: sent.method,
          ca,
          rejectUnauthorized,
          headers: {
            authorization: `Bearer ${this.token}`,
            'content-type': `application/${type}`,
            // Node.js does not say how long the body of a DELETE is.
            ...(content && { 'content-length': Buffer.byteLength(content) }),
            ...sent.headers,
          },
        },
        response =>
          text(response).then(
            answer =>
              resolve({ status: response.statusCode ?? 0, body: answer }),
            reject,
          ),
      )
        .on('error', reject)
        .end(content);
    });
    const parsed = body.startsWith('{') ? JSON.parse(body) : undefined;
    const message = refusalSchema.safeParse(parsed).data?.message ?? body;
    return { status, message, body: parsed };
  }
}
