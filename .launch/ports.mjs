// Whether the ports are free, asked before anything is started.
import { createServer } from 'node:net';
import { Failure } from './failure.mjs';

const listen = (port, host) =>
  new Promise(resolve => {
    const server = createServer();
    server.once('error', error => resolve({ error: error.code }));
    server.listen({ port, host, exclusive: true }, () => {
      const taken = server.address().port;
      server.close(() => resolve({ port: taken }));
    });
  });

// All of them, because a server on one address does not always stop another from listening on a second.
const addresses = ['127.0.0.1', '::1', '0.0.0.0', '::'];

/** Why a port cannot be used, or undefined when it can. */
export async function portProblem(port) {
  for (const address of addresses) {
    const { error } = await listen(port, address);
    if (error === 'EADDRINUSE') return 'in use by another program';
    if (error === 'EACCES') return 'reserved for the administrator';
  }
  return undefined;
}

/** A port that is free now. */
export const freePort = async () => (await listen(0, '127.0.0.1')).port;

/** The port that a variable of the environment names; 0 means any free one. */
export function portOf(variable, otherwise, env = process.env) {
  const text = env[variable];
  if (!text) return otherwise;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) {
    throw new Failure(
      `${variable} is "${text}", which is not a port: set it to a number from 0 to 65535.`,
    );
  }
  return Number(text);
}

/**
 * Fails with one sentence for the first port that cannot be used.
 * @param {{ what: string, variable: string, port: number }[]} wanted
 */
export async function checkPorts(wanted) {
  for (const { what, variable, port } of wanted) {
    const problem = port === 0 ? undefined : await portProblem(port);
    if (problem) {
      throw new Failure(
        `Port ${port}, for ${what}, is ${problem}: set ${variable} to another port. Nothing was started.`,
      );
    }
    const twice = wanted.find(
      other => port && other.port === port && other.variable !== variable,
    );
    if (twice) {
      throw new Failure(
        `${variable} and ${twice.variable} are both ${port}: set one of them to another port. Nothing was started.`,
      );
    }
  }
}
