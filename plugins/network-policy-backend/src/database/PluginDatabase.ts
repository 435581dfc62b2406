import { DatabaseService, LoggerService } from '@backstage/backend-plugin-api';
import { CustomErrorBase, toError } from '@backstage/errors';
import { Knex } from 'knex';
import { setTimeout as sleep } from 'node:timers/promises';
import { within } from '../concurrency/within';
import { DatabaseUnavailable } from './DatabaseUnavailable';
import { openDatabase } from './openDatabase';

/** The start of the portal waits so long for its database: longer than a migration, or a server that starts, takes. */
const START_MS = 30_000;

const RETRY_MS = 10_000;

/** So often a failure is logged with its cause, while many cards ask. */
const LOG_EVERY_MS = 30_000;

/**
 * The plugin's database, which may be away: when the portal starts, and at any time later. Its failures are logged here,
 * with the driver's words and the statement; callers get {@link DatabaseUnavailable}, without either.
 */
export class PluginDatabase {
  private client: Knex | undefined;
  private loggedAt = -Infinity;

  constructor(
    private readonly options: {
      service: DatabaseService;
      logger: LoggerService;
      /** Ends the attempts to open it. */
      stopping: AbortSignal;
      startMs?: number;
      retryMs?: number;
    },
  ) {}

  /**
   * Opens the database and brings its schema up to date, and then does `onOpen`. It waits for both for a while, in which
   * the portal is not ready. After that it goes on trying in the background: verdicts need no database.
   */
  async start(onOpen: () => Promise<void>): Promise<void> {
    const { logger, startMs = START_MS } = this.options;
    const waited = new AbortController();
    const opening = this.open()
      .then(() => (this.client ? onOpen() : undefined))
      .then(
        () => 'open' as const,
        error => {
          logger.error(
            'The upkeep of probe runs was not scheduled',
            toError(error),
          );
          return 'open' as const;
        },
      );
    const late = sleep(startMs, 'late' as const, {
      signal: waited.signal,
    }).catch(() => 'late' as const);
    const outcome = await Promise.race([opening, late]);
    waited.abort();
    if (outcome === 'late') {
      logger.warn(
        'The database of the plugin is not open yet. Verdicts are shown without it; probes are off until it is',
      );
    }
  }

  /**
   * Does something with the database.
   *
   * @param inForce - what holds when it cannot be done, as the beginning of a sentence
   * @throws DatabaseUnavailable when the database fails, is not open, or takes longer than the limit; what `work`
   * throws on purpose.
   */
  async use<T>(
    work: (client: Knex) => Promise<T>,
    { inForce, limitMs }: { inForce: string; limitMs?: number },
  ): Promise<T> {
    const { client } = this;
    if (!client) {
      throw new DatabaseUnavailable(inForce);
    }
    try {
      const working = work(client);
      return await (limitMs === undefined ? working : within(limitMs, working));
    } catch (error) {
      if (error instanceof CustomErrorBase) {
        throw error;
      }
      this.log(error);
      throw new DatabaseUnavailable(inForce);
    }
  }

  private async open(): Promise<void> {
    const { service, logger, stopping, retryMs = RETRY_MS } = this.options;
    while (!stopping.aborted) {
      try {
        this.client = await openDatabase(service);
        return;
      } catch (error) {
        logger.error(
          'The database of the plugin could not be opened. It is tried again; if Backstage itself could not connect to it, restart the backend once the database is there',
          toError(error),
        );
      }
      await sleep(retryMs, undefined, { signal: stopping }).catch(() => {});
    }
  }

  private log(error: unknown): void {
    const now = performance.now();
    if (now - this.loggedAt >= LOG_EVERY_MS) {
      this.loggedAt = now;
      this.options.logger.error(
        'The database of the plugin failed',
        toError(error),
      );
    }
  }
}
