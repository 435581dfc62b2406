import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { within } from '../concurrency/within';
import {
  LatestAttempt,
  ProbeRunKey,
  ProbeRunStore,
  ProbeRunSummary,
} from '../probes/ProbeRunStore';

/** What people read where the store cannot be read. The cause is in the log. */
const UNREAD =
  "What probes saw is not known, because the portal's database does not answer. The verdicts do not depend on it";

/** So long the store may take. A database that is away can leave a question open for minutes. */
const TIMEOUT_MS = 2_000;

/** So long nobody asks again after a failure: a page of targets must not wait for each of them. */
const REST_MS = 2_000;

/**
 * What the store has of a target.
 */
export interface StoredProbes {
  latestRun?: ProbeRunSummary;
  attempts: readonly LatestAttempt[];
  /** Why it is not known what probes saw, in one sentence; absent where it is known. */
  unread?: string;
}

/** What the store has of the targets of one entity. */
export interface ProbesOfEntity {
  /** What the store has of one target. */
  in(place: Place): Promise<StoredProbes>;
  /** The latest run of a target and how far it is, as a text to compare; empty where there is none. */
  runOf(place: Place): string;
}

interface Place {
  cluster: string;
  namespace: string;
}

type ReadableStore = Pick<
  ProbeRunStore,
  'latestRun' | 'latestRuns' | 'latestAttempts'
>;

const none: StoredProbes = { attempts: [] };

/**
 * Reads what probes saw. Verdicts do not need it: where the store fails, an answer says so and has the verdicts.
 */
export class SeenProbes {
  private failedAt: number | undefined;

  constructor(
    private readonly options: {
      store: ReadableStore;
      logger: LoggerService;
    },
  ) {}

  /** What the store has of one target. */
  async of(key: ProbeRunKey): Promise<StoredProbes> {
    return this.read(async store => {
      const [latestRun, attempts] = await Promise.all([
        store.latestRun(key),
        store.latestAttempts(key),
      ]);
      return { latestRun, attempts };
    });
  }

  /** What the store has of an entity's targets. It is asked about those only that were ever probed. */
  async ofEntity(entityRef: string): Promise<ProbesOfEntity> {
    const runs = new Map<string, ProbeRunSummary>();
    const { unread } = await this.read(async store => {
      for (const run of await store.latestRuns(entityRef)) {
        runs.set(keyOf(run), run);
      }
      return none;
    });
    return {
      runOf: place => {
        const run = runs.get(keyOf(place));
        return run ? `${run.id} ${run.state}` : '';
      },
      in: async place => {
        const latestRun = runs.get(keyOf(place));
        if (unread !== undefined || !latestRun) {
          return unread === undefined ? none : { attempts: [], unread };
        }
        const { cluster, namespace } = place;
        return this.read(async store => ({
          latestRun,
          attempts: await store.latestAttempts({
            entityRef,
            cluster,
            namespace,
          }),
        }));
      },
    };
  }

  private async read(
    ask: (store: ReadableStore) => Promise<StoredProbes>,
  ): Promise<StoredProbes> {
    const { store, logger } = this.options;
    if (
      this.failedAt !== undefined &&
      performance.now() - this.failedAt < REST_MS
    ) {
      return { attempts: [], unread: UNREAD };
    }
    try {
      const found = await within(TIMEOUT_MS, ask(store));
      this.failedAt = undefined;
      return found;
    } catch (error) {
      if (this.failedAt === undefined) {
        logger.warn(
          'The probes in the database cannot be read; answers have verdicts without them',
          toError(error),
        );
      }
      this.failedAt = performance.now();
      return { attempts: [], unread: UNREAD };
    }
  }
}

function keyOf({ cluster, namespace }: Place): string {
  return JSON.stringify([cluster, namespace]);
}
