import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClusterApi } from './api/cluster-api';
import { serveApi } from './api/server';
import { makeCertificate } from './certificate';
import { Controllers } from './controllers/controllers';
import { defaultTimings, Timings } from './controllers/timings';
import { kubeconfigOf } from './kubeconfig';
import { AddressPool } from './objects/addresses';
import { ObjectRemover } from './objects/remover';
import { ObjectWriter } from './objects/writer';
import { Authenticator } from './rbac/authorizer';
import { optedIn } from './seed/optedIn';
import { Seed } from './seed/load';
import { ObjectStore } from './storage/store';

export type { Timings } from './controllers/timings';

/** A running demo cluster. */
export interface DemoCluster {
  name: 'simulated';
  title: 'Demo cluster (simulated)';
  url: string;
  /** File with the certificate to trust. */
  caFile: string;
  /** File with the kubeconfig of a user who may do everything. */
  kubeconfig: string;
  /** Bearer token of `admin`, `viewer`, or an account of docs/kubernetes: `reader`, `writer`, `walkthrough`. */
  tokenFor(user: string): string;
  stop(): Promise<void>;
}

export interface DemoClusterOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** A loopback address; the default is 127.0.0.1. */
  host?: string;
  /** Where `ca.crt` and `kubeconfig` are written. */
  folder: string;
  /** Whether the walkthrough's objects are there already. */
  walkthrough?: 'deployed' | 'absent';
  now?: () => Date;
  timings?: Partial<Timings>;
  /** How many changes a watch can catch up on before it is told 410. */
  historySize?: number;
}

const loopback = ['127.0.0.1', '::1', 'localhost'];

/**
 * Starts a simulated Kubernetes cluster with the objects of an example company.
 *
 * @throws Error when the host is no loopback address, the port is taken or the
 *   folder cannot be written.
 */
export async function startDemoCluster(
  options: DemoClusterOptions,
): Promise<DemoCluster> {
  const { folder, host = '127.0.0.1', port = 0 } = options;
  if (!loopback.includes(host)) {
    throw new Error(
      `The demo cluster listens on loopback only, not on ${host}`,
    );
  }
  await mkdir(folder, { recursive: true });
  const { certificate, privateKey } = await makeCertificate(host);
  const caFile = join(folder, 'ca.crt');
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(caFile, certificate);

  let setBack = 0;
  const clock = options.now ?? (() => new Date());
  const now = () => new Date(clock().getTime() - setBack);
  // Seeded pods are there at once; later ones take their time.
  const timings: Timings = { ...defaultTimings, podStart: 0 };
  const store = new ObjectStore(options.historySize);
  const addresses = new AddressPool();
  const writer = new ObjectWriter(store, addresses, now);
  const remover = new ObjectRemover(
    store,
    now,
    () => timings.namespaceTermination,
  );
  const controllers = new Controllers(
    { store, writer, remover, addresses, timings, now },
    certificate,
  );
  const seed = new Seed(
    store,
    writer,
    milliseconds => {
      setBack = milliseconds;
    },
    () => controllers.settle(),
  );
  await seed.load({ walkthrough: options.walkthrough !== 'absent' });
  Object.assign(timings, defaultTimings, options.timings);

  const authenticator = new Authenticator(() => optedIn(store));
  const api = new ClusterApi({
    store,
    writer,
    remover,
    now,
    readLog: (...of) => controllers.readLog(...of),
    bookmarkInterval: timings.bookmark,
  });
  const server = await serveApi({
    api,
    authenticator,
    certificate,
    privateKey,
    host,
    port,
  }).catch(error => {
    controllers.stop();
    throw error;
  });
  const config = kubeconfigOf({
    cluster: 'simulated',
    user: 'admin',
    url: server.url,
    certificate,
    token: authenticator.tokenFor('admin'),
  });
  await writeFile(kubeconfig, config, { mode: 0o600 });
  await chmod(kubeconfig, 0o600);
  return {
    name: 'simulated',
    title: 'Demo cluster (simulated)',
    url: server.url,
    caFile,
    kubeconfig,
    tokenFor: user => authenticator.tokenFor(user),
    stop: async () => {
      controllers.stop();
      await server.stop();
    },
  };
}
