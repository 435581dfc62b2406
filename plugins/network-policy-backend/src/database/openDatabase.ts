import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

/**
 * Where the steps of the schema are.
 */
export const migrationsDirectory = resolvePackagePath(
  'backstage-plugin-network-policy-backend',
  'migrations',
);

/**
 * The plugin's database, with its schema brought up to date unless the portal's operators do that themselves.
 */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const client = await database.getClient();
  if (!database.migrations?.skip) {
    await client.migrate.latest({ directory: migrationsDirectory });
  }
  return client;
}
