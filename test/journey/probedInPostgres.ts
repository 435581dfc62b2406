import { knex } from 'knex';
import { environment } from './environment';

/** From which namespaces a service was probed, as the portal of the platform engineer keeps it in PostgreSQL. */
export async function probedInPostgres(service: string): Promise<string[]> {
  const client = knex({
    client: 'pg',
    connection: `${environment.platformDatabaseUrl}/backstage_plugin_network-policy`,
  });
  try {
    return await client('probe_attempts')
      .join('probe_runs', 'probe_runs.id', 'probe_attempts.run_id')
      .where({ entity_ref: `component:default/${service}` })
      .pluck('probe_attempts.namespace');
  } finally {
    await client.destroy();
  }
}
