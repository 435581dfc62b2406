import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { freePort } from '../clusters/freePort';
import { eventually } from '../eventually';
import { startProgram } from '../programs';
import { signInProvider } from './signInByName';

/** A cluster as the portal is told of it. */
export interface ConfiguredCluster {
  name: string;
  url: string;
  ca?: string;
  /** Tokens of the account that reads, and of the one that writes. */
  tokens: { reader: string; writer: string };
}

const here = __dirname;
const repository = join(here, '..', '..', '..');

/** How long the portal waits for an answer of a cluster. The default of 10 s would make everything take longer. */
export const timeoutSeconds = 5;

function configOf(port: number, clusters: readonly ConfiguredCluster[]) {
  return {
    app: { baseUrl: 'http://localhost:3000' },
    organization: { name: 'Harbour' },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: { providers: { [signInProvider]: {} } },
    permission: { enabled: true },
    catalog: {
      rules: [{ allow: ['Component', 'System', 'Group', 'User'] }],
      locations: [
        join(repository, 'test', 'catalog', '*.yaml'),
        join(here, 'services.yaml'),
      ].map(target => ({ type: 'file', target })),
    },
    kubernetes: {
      serviceLocatorMethod: { type: 'multiTenant' },
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ name, url, ca, tokens }) => ({
            name,
            url,
            authProvider: 'serviceAccount',
            serviceAccountToken: tokens.reader,
            ...(ca && { caData: Buffer.from(ca).toString('base64') }),
          })),
        },
      ],
    },
    networkPolicy: {
      cluster: { timeoutMs: timeoutSeconds * 1_000 },
      clusters: clusters.map(({ name, tokens }) => ({
        name,
        writer: { token: tokens.writer },
      })),
      ownership: { namespaceAnnotation: true },
    },
  };
}

/** A running backend. */
export interface Portal {
  url: string;
  /** What it has written to its log. */
  readLog(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts the backend as a process of its own, and waits until it is ready.
 */
export async function startPortal(
  clusters: readonly ConfiguredCluster[],
  folder: string,
): Promise<Portal> {
  const port = await freePort();
  const config = join(folder, 'app-config.json');
  // Where the launcher puts logs, too. It stays, for who wants to see what happened.
  const log = join(repository, '.state', 'log', 'faults-portal.log');
  await mkdir(dirname(log), { recursive: true });
  await rm(log, { force: true });
  await writeFile(config, JSON.stringify(configOf(port, clusters)), {
    mode: 0o600,
  });
  const program = startProgram(
    'The portal',
    [
      process.execPath,
      ...['--import', 'tsx', join(here, 'index.ts'), '--config', config],
    ],
    {
      cwd: repository,
      log,
      // What is only said to who looks closely must not hold a token either.
      env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'debug' },
    },
  );
  const url = `http://127.0.0.1:${port}`;
  const stop = () => program.end();
  try {
    await eventually(
      `the portal is ready; its log is ${log}`,
      async () => {
        if (!program.isRunning()) {
          throw new Error('it has ended');
        }
        const answer = await fetch(`${url}/.backstage/health/v1/readiness`);
        return answer.ok || undefined;
      },
      { seconds: 180, everyMs: 500 },
    );
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, readLog: () => readFile(log, 'utf8'), stop };
}
