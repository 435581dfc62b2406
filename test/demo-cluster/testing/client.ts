import { request } from 'node:https';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DemoCluster, DemoClusterOptions, startDemoCluster } from '../index';

/** What a test reads of an answer: any field, checked by its expectations. */
export interface Answer {
  code: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  body: Record<string, any>;
}

interface RequestOptions {
  body?: unknown;
  contentType?: string;
  accept?: string;
  token?: string;
  /** Called with each line of a stream; the request ends when it returns true. */
  onLine?: (line: string) => boolean;
}

/** A running demo cluster and requests to it as one of its users. */
export class TestCluster {
  private constructor(
    readonly cluster: DemoCluster,
    private readonly folder: string,
  ) {}

  static async start(
    options: Omit<DemoClusterOptions, 'folder'> = {},
  ): Promise<TestCluster> {
    const folder = await mkdtemp(join(tmpdir(), 'demo-cluster-'));
    const cluster = await startDemoCluster({
      folder,
      ...options,
      timings: { podStart: 5, retry: 20, dnsTimeout: 50, ...options.timings },
    });
    return new TestCluster(cluster, folder);
  }

  async stop(): Promise<void> {
    await this.cluster.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  as(user: string) {
    const token = this.cluster.tokenFor(user);
    return (method: string, path: string, options: RequestOptions = {}) =>
      this.send(method, path, { token, ...options });
  }

  send(
    method: string,
    path: string,
    options: RequestOptions = {},
  ): Promise<Answer> {
    const { body, contentType = 'application/json', accept, token } = options;
    const payload = body === undefined ? '' : JSON.stringify(body);
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.cluster.url}${path}`,
        {
          method,
          ca: readFileSync(this.cluster.caFile),
          agent: false,
          headers: {
            ...(token ? { Authorization: `Bearer ${token}` } : {}),
            ...(accept ? { Accept: accept } : {}),
            'Content-Type': contentType,
            'Content-Length': Buffer.byteLength(payload),
            'User-Agent': 'test-client/1.0',
          },
        },
        response => {
          let text = '';
          let rest = '';
          const finish = () => {
            const json = /^\s*\{/.test(text) && !options.onLine;
            resolve({
              code: response.statusCode ?? 0,
              headers: response.headers,
              text,
              body: json ? JSON.parse(text) : {},
            });
          };
          response.setEncoding('utf8');
          response.on('data', chunk => {
            text += chunk;
            const lines = (rest + chunk).split('\n');
            rest = lines.pop() ?? '';
            if (options.onLine && lines.some(options.onLine)) {
              finish();
              sent.destroy();
            }
          });
          response.on('end', finish);
          response.on('error', () => {});
        },
      );
      sent.on('error', reject);
      sent.end(payload);
    });
  }
}

/** Asks again and again until the answer is defined. */
export async function eventually<T>(
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const end = Date.now() + 8000;
  for (;;) {
    const found = await ask();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error('It did not happen in time');
    await sleep(10);
  }
}

export const policiesPath =
  '/apis/networking.k8s.io/v1/namespaces/default/networkpolicies';

/** A NetworkPolicy of the namespace `default`. */
export function policyBody(name: string, spec: object = {}) {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name },
    spec: { podSelector: { matchLabels: { app: 'web' } }, ...spec },
  };
}
