// Jest's globalSetup: a PostgreSQL server for the tests of this package, unless the variable names one already.
// TestDatabases looks for it there.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../../../../.launch/postgres.mjs';
import { stopPrograms } from '../../../../../.launch/programs.mjs';

const variable = 'BACKSTAGE_TEST_DATABASE_POSTGRES18_CONNECTION_STRING';

let stopServer = async () => {};

export default async function start() {
  if (process.env[variable]) return;
  const folder = await mkdtemp(join(tmpdir(), 'network-policy-postgres-'));
  stopServer = async () => {
    await stopPrograms();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { url } = await startPostgres({
      folder,
      log: join(folder, 'log'),
      lasting: false,
    });
    process.env[variable] = url;
  } catch (error) {
    throw new Error(
      `${[error.message, ...(error.details ?? [])].join('\n')}
Set ${variable} to the address of another server for tests.`,
    );
  }
}

/** Jest's globalTeardown, which must be another file's. */
export const stop = () => stopServer();
