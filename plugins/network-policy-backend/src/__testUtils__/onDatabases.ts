import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { openDatabase } from '../database/openDatabase';

interface DatabaseInTest {
  /** Whether it is a server that replicas share, not a file of one. */
  replicasShareIt: boolean;
  /** An empty database. */
  empty(): Promise<Knex>;
  /** A database with the plugin's schema. */
  open(): Promise<Knex>;
}

/** The service by which the plugin gets a database that a test has. */
export const databaseService = (client: Knex) =>
  mockServices.database.mock({ getClient: async () => client });

/**
 * The same tests on SQLite and on PostgreSQL.
 */
export function describeOnDatabases(
  what: string,
  tests: (database: DatabaseInTest) => void,
) {
  const databases = TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_18'],
    disableDocker: true,
  });
  if (!databases.supports('POSTGRES_18')) {
    throw new Error('No PostgreSQL was started; see postgres/start.mjs');
  }
  describe.each(databases.eachSupportedId())(`${what} on %s`, id => {
    jest.setTimeout(60_000);
    const empty = () => databases.init(id);
    tests({
      replicasShareIt: id !== 'SQLITE_3',
      empty,
      open: async () => openDatabase(databaseService(await empty())),
    });
  });
}
