import { ProbeRun } from 'backstage-plugin-network-policy-common';
import { join } from 'node:path';
import { freePort } from '../../../../.launch/ports.mjs';
import { logFile, stateFolder } from '../../../../.launch/folders.mjs';
import { startProgram } from '../../../../.launch/programs.mjs';
import { parseReport, Report } from './reports';
import { sourceNamespaces } from './world';

const path = '/api/network-policy/entities/component/default/web/probe-runs';

export type StartAnswer =
  | { kind: 'accepted'; run: ProbeRun }
  | { kind: 'refused'; status: number; message: string };

/**
 * One process of a replica, from its start until it is killed. It does not outlive this one, however this one ends.
 */
export class ReplicaProcess {
  readonly reports = new Array<Report>();
  killedAt: number | undefined;
  hasEnded = false;
  private pid: number | undefined;

  static async start(
    name: string,
    databaseUrl: string,
  ): Promise<ReplicaProcess> {
    return new ReplicaProcess(name, await freePort(), databaseUrl);
  }

  private readonly program: ReturnType<typeof startProgram>;

  private constructor(
    readonly name: string,
    private readonly port: number,
    databaseUrl: string,
  ) {
    this.program = startProgram(
      name,
      process.execPath,
      ['--import', 'tsx', join(__dirname, 'replica.ts'), String(port)],
      {
        env: {
          ...process.env,
          REPLICA_DATABASE: databaseUrl,
          // All of them compile the same code.
          NODE_COMPILE_CACHE: join(stateFolder, 'compiled'),
        },
        log: logFile(join('replicas', name)),
        signal: 'SIGKILL',
        onLine: (line: string) => {
          const report = parseReport(line);
          if (report) {
            this.reports.push(report);
            this.pid = report.report === 'ready' ? report.pid : this.pid;
          }
        },
      },
    );
    this.program.exited.then(() => {
      this.hasEnded = true;
    });
  }

  /** Whether requests are answered. */
  get isReady(): boolean {
    return this.pid !== undefined && this.killedAt === undefined;
  }

  /** `kill -9`, when all that it has told was read. */
  async kill(): Promise<void> {
    this.killedAt ??= Date.now();
    await this.program.stop();
    await this.program.exited;
  }

  /** Lets the process stand still, or go on. */
  pause(how: 'SIGSTOP' | 'SIGCONT'): void {
    if (this.pid === undefined) {
      throw new Error(`${this.name} is not ready`);
    }
    process.kill(this.pid, how);
  }

  async startRun(cluster: string): Promise<StartAnswer> {
    const response = await this.request(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        cluster,
        namespace: 'default',
        from: sourceNamespaces,
      }),
    });
    const body = await response.json();
    return response.status === 202
      ? { kind: 'accepted', run: body }
      : {
          kind: 'refused',
          status: response.status,
          message: String(body.error?.message),
        };
  }

  async getRun(id: string): Promise<ProbeRun> {
    const response = await this.request(`${path}/${id}`);
    if (response.status !== 200) {
      throw new Error(`${this.name} answers ${response.status} for run ${id}`);
    }
    return response.json();
  }

  private request(url: string, init: RequestInit = {}): Promise<Response> {
    return fetch(`http://127.0.0.1:${this.port}${url}`, {
      ...init,
      signal: AbortSignal.timeout(15_000),
    });
  }
}
