import { Pod } from '../kinds/pod';
import { ConnectionOutcome, SimulatedNetwork } from '../network/network';
import { Program } from './programs';
import { Timings } from '../controllers/timings';

/** How a container ends: after how long, with which code, having said what. */
export interface Ending {
  /** Milliseconds; Infinity for a server. */
  after: number;
  exitCode: number;
  output: string;
}

type Connect = Extract<Program, { type: 'connect' }>;

const nginxPage = '<h1>Welcome to nginx!</h1>\n';

function agnhostOutput(program: Connect, outcome: ConnectionOutcome): string {
  const { host, port, protocol } = program;
  const detail = protocol === 'UDP' ? `: read udp ${host}:${port}` : '';
  switch (outcome.type) {
    case 'timed-out':
      return `TIMEOUT${detail && `${detail}: i/o timeout`}\n`;
    case 'refused':
      return `REFUSED${detail && `${detail}: connection refused`}\n`;
    case 'name-not-resolved':
      return outcome.why === 'no such host'
        ? `DNS: lookup ${host} on 10.96.0.10:53: no such host\n`
        : `DNS: lookup ${host}: i/o timeout\n`;
    default:
      return '';
  }
}

function wgetOutput(program: Connect, outcome: ConnectionOutcome): string {
  const { host, port } = program;
  switch (outcome.type) {
    case 'timed-out':
      return 'wget: download timed out\n';
    case 'refused':
      return `wget: can't connect to remote host (${host}:${port}): Connection refused\n`;
    case 'name-not-resolved':
      return `wget: bad address '${host}'\n`;
    default:
      return nginxPage;
  }
}

function ncOutput(program: Connect, outcome: ConnectionOutcome): string {
  const { host, port } = program;
  switch (outcome.type) {
    case 'timed-out':
      return `nc: ${host} (${host}:${port}): Connection timed out\n`;
    case 'refused':
      return `nc: ${host} (${host}:${port}): Connection refused\n`;
    case 'name-not-resolved':
      return `nc: bad address '${host}'\n`;
    default:
      return `${host} (${host}:${port}) open\n`;
  }
}

const outputs = { agnhost: agnhostOutput, wget: wgetOutput, nc: ncOutput };

function duration(
  program: Connect,
  outcome: ConnectionOutcome,
  timings: Timings,
): number {
  if (outcome.type === 'timed-out') return program.timeout;
  const noAnswer =
    outcome.type === 'name-not-resolved' && outcome.why === 'i/o timeout';
  return noAnswer ? timings.dnsTimeout : timings.connect;
}

/** Lets a container's program run; connections are judged as it starts. */
export function run(
  program: Program,
  pod: Pod,
  network: SimulatedNetwork,
  timings: Timings,
): Ending {
  switch (program.type) {
    case 'serve':
      return { after: Infinity, exitCode: 0, output: '' };
    case 'sleep':
      return { after: program.milliseconds, exitCode: 0, output: '' };
    case 'exit':
      return { after: timings.connect, exitCode: 0, output: '' };
    case 'unknown':
      return {
        after: timings.connect,
        exitCode: 127,
        output: `not simulated: ${program.command}\n`,
      };
    default: {
      const { host, port, protocol } = program;
      const outcome = network.connect(pod, host, port, protocol);
      return {
        after: duration(program, outcome, timings),
        exitCode: outcome.type === 'connected' ? 0 : 1,
        output: outputs[program.client](program, outcome),
      };
    }
  }
}
