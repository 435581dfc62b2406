import { Knex } from 'knex';

/**
 * The time as the database sees it, as the ISO 8601 text that every column of times holds. The clocks of replicas
 * differ; that of their database is one.
 */
export function timestamp(client: Knex, offsetMs = 0): Knex.Raw<string> {
  return isSqlite(client)
    ? client.raw(`strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ? || ' seconds')`, [
        (offsetMs / 1000).toFixed(3),
      ])
    : client.raw(
        `to_char(
           (clock_timestamp() + cast(? as double precision) * interval '1 millisecond') at time zone 'UTC',
           'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
        [offsetMs],
      );
}

/** Whether the database is a file of this process, not a server that replicas share. */
export function isSqlite(client: Knex): boolean {
  return String(client.client.config.client).includes('sqlite');
}
