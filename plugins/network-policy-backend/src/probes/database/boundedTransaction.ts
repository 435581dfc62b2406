import { Knex } from 'knex';
import { isSqlite } from './timestamp';

/** Much longer than lies between two statements. */
const IDLE_MS = 5_000;

/**
 * A transaction that keeps its locks only while its replica goes on with it. A replica that stands still between two
 * statements, or whose machine is gone, would lock its rows for as long as the server takes the connection for alive,
 * and every other replica would wait. PostgreSQL ends its session, and nothing of the transaction is done.
 *
 * @param idleMs - for how long the replica may leave it alone
 * @throws what `work` throws, or that the connection was ended
 */
export async function boundedTransaction<T>(
  client: Knex,
  work: (transaction: Knex.Transaction) => Promise<T>,
  idleMs = IDLE_MS,
): Promise<T> {
  return client.transaction(async transaction => {
    // A file of SQLite is one replica's.
    if (!isSqlite(client)) {
      await transaction.raw(
        `select set_config('idle_in_transaction_session_timeout', ?, true)`,
        [String(idleMs)],
      );
    }
    return work(transaction);
  });
}
