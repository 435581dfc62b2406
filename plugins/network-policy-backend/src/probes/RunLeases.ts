import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { OwnRuns } from './OwnRuns';

interface HeldRun {
  lost: AbortController;
  /** By the clock of this process, which no administrator sets. */
  renewedAt: number;
}

/**
 * Keeps the leases of the runs that this replica makes. A run whose lease could not be renewed in time may belong to
 * nobody by now: its work is told to stop.
 */
export class RunLeases {
  private readonly held = new Map<string, HeldRun>();
  private timer: NodeJS.Timeout | undefined;
  private renewing = false;

  constructor(
    private readonly options: {
      runs: Pick<OwnRuns, 'leaseMs' | 'renew'>;
      logger: LoggerService;
    },
  ) {}

  /**
   * Renews the lease of a run until the work is done.
   *
   * @param work - is given a signal that aborts when the run is this replica's no more
   */
  async during<T>(
    runId: string,
    work: (lost: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const run = { lost: new AbortController(), renewedAt: performance.now() };
    this.held.set(runId, run);
    // Three in a lease: one that is late or fails does not cost the run.
    this.timer ??= setInterval(
      () => this.beat(),
      this.options.runs.leaseMs / 3,
    ).unref();
    try {
      return await work(run.lost.signal);
    } finally {
      this.held.delete(runId);
      if (this.held.size === 0) {
        clearInterval(this.timer);
        this.timer = undefined;
      }
    }
  }

  private beat(): void {
    const { leaseMs } = this.options.runs;
    for (const { lost, renewedAt } of this.held.values()) {
      if (performance.now() - renewedAt >= leaseMs) {
        lost.abort();
      }
    }
    // A database that hangs must not keep us from looking at the clock.
    if (!this.renewing) {
      this.renewing = true;
      this.renew().finally(() => {
        this.renewing = false;
      });
    }
  }

  private async renew(): Promise<void> {
    const { runs, logger } = this.options;
    // Runs that are created meanwhile may be missing in the answer.
    const asked = [...this.held];
    const askedAt = performance.now();
    try {
      const ours = await runs.renew();
      for (const [runId, run] of asked) {
        if (ours.has(runId)) {
          run.renewedAt = askedAt;
        } else {
          run.lost.abort();
        }
      }
    } catch (error) {
      logger.warn(
        'The leases of the probe runs in progress could not be renewed',
        toError(error),
      );
    }
  }
}
