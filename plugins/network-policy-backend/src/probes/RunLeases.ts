import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ProbeRunStore } from './ProbeRunStore';
import { RunCancelled, RunLost } from './runEnd';

interface HeldRun {
  stop: AbortController;
  /** By the clock of this process, which no administrator sets. */
  renewedAt: number;
}

/**
 * Keeps the leases of the runs that this replica makes. A run whose lease could not be renewed in time may belong to
 * another replica by now: its work stops, as does that of a run that a person cancelled.
 */
export class RunLeases {
  private readonly held = new Map<string, HeldRun>();
  private timer: NodeJS.Timeout | undefined;
  private renewing = false;

  constructor(
    private readonly options: {
      runs: Pick<ProbeRunStore, 'leaseMs' | 'renew'>;
      logger: LoggerService;
    },
  ) {}

  /**
   * Renews the lease of a run until the work is done.
   *
   * @param work - gets a signal that aborts with {@link RunLost} or {@link RunCancelled}
   */
  async during<T>(
    runId: string,
    work: (stop: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const run = { stop: new AbortController(), renewedAt: performance.now() };
    this.held.set(runId, run);
    // Three in a lease: one that is late or fails does not cost the run.
    this.timer ??= setInterval(
      () => this.beat(),
      this.options.runs.leaseMs / 3,
    ).unref();
    try {
      return await work(run.stop.signal);
    } finally {
      this.held.delete(runId);
      if (this.held.size === 0) {
        clearInterval(this.timer);
        this.timer = undefined;
      }
    }
  }

  /** Stops the work of a run at once, where this replica makes it. */
  cancel(runId: string): void {
    this.held.get(runId)?.stop.abort(new RunCancelled());
  }

  private beat(): void {
    const { leaseMs } = this.options.runs;
    for (const { stop, renewedAt } of this.held.values()) {
      if (performance.now() - renewedAt >= leaseMs) {
        stop.abort(new RunLost());
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
        const renewed = ours.get(runId);
        if (!renewed) {
          run.stop.abort(new RunLost());
        } else {
          run.renewedAt = askedAt;
          if (renewed.cancelled) {
            run.stop.abort(new RunCancelled());
          }
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
