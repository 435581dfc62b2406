import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';
import { Prober, ProbeResult } from 'backstage-plugin-network-policy-node';
import { KeyedMutex } from '../concurrency/KeyedMutex';
import { probeLabels } from '../targets/probeLabels';
import { FairQueue } from './FairQueue';
import { judgeAttempts } from './judgeAttempts';
import { EndState, ProbeRunStore } from './ProbeRunStore';
import { RunCancelled, RunLost } from './runEnd';
import { ConfirmTarget } from './RunPlanner';

/** An attempt that has not begun by then is not made: what it was planned for is long over. */
const TIMEOUT_MS = 10 * 60_000;

/**
 * Makes the attempts of runs: a bounded number at once in a cluster, never two in one namespace, and the runs in turn.
 */
export class ProbeRunner {
  private readonly queue: FairQueue;
  private readonly maxWaitMs: number;
  private readonly saves = new KeyedMutex();

  constructor(
    private readonly options: {
      prober: Prober;
      runs: Pick<ProbeRunStore, 'saveAttempt' | 'end'>;
      logger: LoggerService;
      concurrency: number;
      maxWaitMs?: number;
    },
  ) {
    const { concurrency, maxWaitMs = TIMEOUT_MS } = options;
    this.maxWaitMs = maxWaitMs;
    this.queue = new FairQueue({ concurrency, maxWaitMs });
  }

  /**
   * Makes every attempt of a run and stores each as it is done. When `signal` aborts, the run ends as cancelled or
   * interrupted, by the signal's reason, and what was not done stays waiting. It also ends when the run turns out to
   * belong to another replica; then nothing more is stored.
   *
   * @returns whether the run was this replica's to its end
   * @throws what the store throws, when every attempt is over
   */
  async execute(
    run: ProbeRun,
    confirm: ConfirmTarget,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { runs } = this.options;
    const lost = new AbortController();
    const stopping = AbortSignal.any([signal, lost.signal]);
    const record = this.recorder(run, () => lost.abort(new RunLost()));
    const drop = () => this.queue.drop(run.id);
    stopping.addEventListener('abort', drop, { once: true });

    const attempts = run.attempts.map(async attempt => {
      const result = await this.attempt(run, attempt, confirm, stopping);
      if (result) {
        await record(attempt.namespace, result);
      }
    });
    if (stopping.aborted) {
      drop();
    }
    const made = await Promise.allSettled(attempts);
    stopping.removeEventListener('abort', drop);
    const unsaved = made.find(({ status }) => status === 'rejected');
    const kept = await runs.end(
      run.id,
      unsaved ? 'interrupted' : endOf(stopping),
    );
    if (unsaved?.status === 'rejected') {
      throw unsaved.reason;
    }
    return kept;
  }

  /** Stores what became of attempts, and judges those that can be judged by then. */
  private recorder(run: ProbeRun, onLost: () => void) {
    let attempts: readonly ProbeAttempt[] = run.attempts;
    const steps = new Map<string, ProbeResult['steps']>();
    return async (namespace: string, result: ProbeResult) => {
      const before = attempts;
      steps.set(namespace, result.steps);
      attempts = judgeAttempts(
        before.map(attempt =>
          attempt.namespace === namespace ? done(attempt, result) : attempt,
        ),
        steps,
      );
      const changed = attempts.filter(
        (attempt, index) => attempt !== before[index],
      );
      // In order: an attempt is stored again when its control is there, and that must be the last of it.
      await this.saves.run(run.id, async () => {
        for (const attempt of changed) {
          if (!(await this.options.runs.saveAttempt(run.id, attempt))) {
            onLost();
            return;
          }
        }
      });
    };
  }

  /** Undefined when the attempt was not made because the run is over. */
  private async attempt(
    { cluster, id: runId }: ProbeRun,
    { namespace: sourceNamespace, timeoutMs }: ProbeAttempt,
    confirm: ConfirmTarget,
    signal: AbortSignal,
  ): Promise<ProbeResult | undefined> {
    const labels = probeLabels(runId);
    const common = { cluster, sourceNamespace, runId, timeoutMs, labels };
    const queued = await this.queue.run(
      { cluster, namespace: sourceNamespace, runId },
      async () =>
        signal.aborted ? undefined : this.probe(common, confirm, signal),
    );
    switch (queued.state) {
      case 'done':
        return signal.aborted ? undefined : queued.value;
      case 'too-late':
        return notMade(
          `The probe was not made: its turn did not come within ${Math.round(
            this.maxWaitMs / 60_000,
          )} min, because other probes of cluster ${cluster} came first. Start it again later`,
        );
      default:
        return undefined;
    }
  }

  private async probe(
    request: Omit<Parameters<Prober['probe']>[0], 'target'>,
    confirm: ConfirmTarget,
    signal: AbortSignal,
  ): Promise<ProbeResult> {
    const { prober, logger } = this.options;
    try {
      const confirmed = await confirm(request.sourceNamespace);
      if (!confirmed.ok) {
        return notMade(`It was not made: ${confirmed.because}`);
      }
      const { target } = confirmed;
      return await prober.probe({ ...request, target }, { signal });
    } catch (error) {
      logger.error('The prober failed', toError(error));
      return notMade(`The prober failed: ${toError(error).message}`);
    }
  }
}

function endOf(stopping: AbortSignal): EndState {
  if (!stopping.aborted) {
    return 'finished';
  }
  return stopping.reason instanceof RunCancelled ? 'cancelled' : 'interrupted';
}

function notMade(detail: string): ProbeResult {
  return { outcome: 'not-run', detail, steps: {} };
}

function done(attempt: ProbeAttempt, result: ProbeResult): ProbeAttempt {
  return {
    ...attempt,
    state: 'done',
    outcome: result.outcome,
    ...(result.detail !== undefined && { detail: result.detail }),
  };
}
