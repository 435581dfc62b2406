import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeCertificate } from '../../demo-cluster/certificate';
import { eventually } from '../eventually';
import { Program, startProgram } from '../programs';
import { Api, ApiAccess } from './Api';
import { auditPolicy, requestsIn } from './auditLog';
import { freePort } from './freePort';

const host = '127.0.0.1';
const adminToken = randomBytes(24).toString('hex');

/**
 * One of the API servers of a control plane. It can be killed, and started again.
 */
class RealApiServer {
  private program: Program | undefined;
  readonly api: Api;

  constructor(
    readonly access: ApiAccess,
    private readonly command: readonly [string, ...string[]],
    private readonly log: string,
    private readonly auditLog: string,
  ) {
    this.api = new Api(access);
  }

  async start(): Promise<void> {
    this.program = startProgram('kube-apiserver', this.command, {
      log: this.log,
    });
    await eventually(
      `kube-apiserver is ready; its log is ${this.log}`,
      async () => {
        if (!this.program?.isRunning()) {
          throw new Error('it has ended');
        }
        // Authorization needs what it makes at its start.
        return this.api.ask('GET', '/api/v1/namespaces/default');
      },
      { seconds: 60 },
    );
  }

  /** Every request of some accounts since the first start, as `GET /api/v1/pods?limit=500`. */
  async requestsOf(accounts: readonly string[]): Promise<string[]> {
    return requestsIn(await readFile(this.auditLog, 'utf8'), accounts);
  }

  /** As a node does that loses its power. */
  async kill(): Promise<void> {
    await this.program?.end('SIGKILL');
  }
}

/**
 * A control plane of etcd and two real API servers on loopback: the programs of the cluster in test/cluster, but as
 * processes of this program, so that one of them can be killed without ending the others.
 *
 * @param programs - the folder that test/cluster/build.sh prints
 */
export async function startRealApiServers(
  programs: string,
  folder: string,
): Promise<{
  servers: [RealApiServer, RealApiServer];
  stop: () => Promise<void>;
}> {
  const [client, peer, first, second] = [
    await freePort(),
    await freePort(),
    await freePort(),
    await freePort(),
  ];
  const place = (name: string) => join(folder, name);
  await mkdir(folder, { recursive: true });
  const { certificate, privateKey } = await makeCertificate(host);
  const { privateKey: signing } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  await writeFile(place('server.crt'), certificate);
  await writeFile(place('server.key'), privateKey, { mode: 0o600 });
  await writeFile(place('signing.key'), signing, { mode: 0o600 });
  await writeFile(
    place('tokens.csv'),
    `${adminToken},admin,admin,"system:masters"\n`,
    { mode: 0o600 },
  );
  await writeFile(place('audit.json'), JSON.stringify(auditPolicy));
  const etcd = startProgram(
    'etcd',
    [
      join(programs, 'bin', 'etcd'),
      ...['--data-dir', place('etcd'), '--unsafe-no-fsync'],
      ...['--log-level', 'warn'],
      ...['--listen-client-urls', `http://${host}:${client}`],
      ...['--advertise-client-urls', `http://${host}:${client}`],
      ...['--listen-peer-urls', `http://${host}:${peer}`],
      ...['--initial-advertise-peer-urls', `http://${host}:${peer}`],
      ...['--initial-cluster', `default=http://${host}:${peer}`],
    ],
    { log: place('etcd.log') },
  );
  const serverAt = (port: number) =>
    new RealApiServer(
      {
        url: `https://${host}:${port}`,
        ca: certificate,
        token: adminToken,
      },
      [
        join(programs, 'bin', 'kube-apiserver'),
        `--etcd-servers=http://${host}:${client}`,
        `--bind-address=${host}`,
        `--advertise-address=${host}`,
        `--secure-port=${port}`,
        '--endpoint-reconciler-type=none',
        `--tls-cert-file=${place('server.crt')}`,
        `--tls-private-key-file=${place('server.key')}`,
        `--token-auth-file=${place('tokens.csv')}`,
        `--audit-policy-file=${place('audit.json')}`,
        `--audit-log-path=${place(`audit-${port}.log`)}`,
        '--authorization-mode=RBAC',
        // Nothing here makes service accounts for pods.
        '--disable-admission-plugins=ServiceAccount',
        '--service-cluster-ip-range=10.96.0.0/16',
        '--service-account-issuer=https://kubernetes.default.svc',
        `--service-account-signing-key-file=${place('signing.key')}`,
        `--service-account-key-file=${place('signing.key')}`,
      ],
      place(`kube-apiserver-${port}.log`),
      place(`audit-${port}.log`),
    );
  const servers: [RealApiServer, RealApiServer] = [
    serverAt(first),
    serverAt(second),
  ];
  const stop = async () => {
    for (const server of servers) {
      server.api.close();
      await server.kill();
    }
    await etcd.end('SIGKILL');
  };
  try {
    for (const server of servers) {
      await server.start();
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return { servers, stop };
}
