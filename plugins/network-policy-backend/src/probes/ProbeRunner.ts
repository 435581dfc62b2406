import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { ProbeAttempt, ProbeRun } from 'backstage-plugin-network-policy-common';
import {
  Prober,
  ProbeResult,
  ProbeTarget,
} from 'backstage-plugin-network-policy-node';
import pLimit, { Limit } from 'p-limit';
import { KeyedMutex } from '../concurrency/KeyedMutex';
import { judgeAttempts } from './judgeAttempts';
import { OwnRuns } from './OwnRuns';
import { probeLabels } from '../targets/probeLabels';

/**
 * Makes the attempts of runs: a bounded number at once in a cluster, and never two in one namespace.
 */
export class ProbeRunner {
  private readonly limits = new Map<string, Limit>();
  private readonly namespaces = new KeyedMutex();
  private readonly saves = new KeyedMutex();

  constructor(
    private readonly options: {
      prober: Prober;
      runs: Pick<OwnRuns, 'saveAttempt' | 'end'>;
      logger: LoggerService;
      concurrency: number;
    },
  ) {}

  /**
   * Makes every attempt of a run and stores each as it is done. When `signal` aborts, the run ends as interrupted and
   * what was not done stays waiting. So it does when the run turns out to belong to this replica no more; then nothing
   * more is stored.
   *
   * @returns whether the run was this replica's to its end
   * @throws what the store throws, when every attempt is over
   */
  async execute(
    run: ProbeRun,
    target: ProbeTarget,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { runs } = this.options;
    const lost = new AbortController();
    const stopping = AbortSignal.any([signal, lost.signal]);
    let attempts: readonly ProbeAttempt[] = run.attempts;
    const steps = new Map<string, ProbeResult['steps']>();
    const record = async (namespace: string, result: ProbeResult) => {
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
          if (!(await runs.saveAttempt(run.id, attempt))) {
            lost.abort();
            return;
          }
        }
      });
    };

    const made = await Promise.allSettled(
      run.attempts.map(async ({ namespace }) => {
        const result = await this.attempt(run, namespace, target, stopping);
        if (result) {
          await record(namespace, result);
        }
      }),
    );
    const unsaved = made.find(({ status }) => status === 'rejected');
    const kept = await runs.end(
      run.id,
      stopping.aborted || unsaved ? 'interrupted' : 'finished',
    );
    if (unsaved?.status === 'rejected') {
      throw unsaved.reason;
    }
    return kept;
  }

  /** Waiting for a namespace takes no place among those that run. */
  private attempt(
    run: ProbeRun,
    sourceNamespace: string,
    target: ProbeTarget,
    signal: AbortSignal,
  ): Promise<ProbeResult | undefined> {
    const { cluster, id: runId, attempts } = run;
    const { timeoutMs } = attempts[0];
    return this.namespaces.run(`${cluster}/${sourceNamespace}`, () =>
      this.limitOf(cluster)(async () => {
        if (signal.aborted) {
          return undefined;
        }
        const labels = probeLabels(runId);
        const result = await this.probe(
          { cluster, sourceNamespace, target, runId, timeoutMs, labels },
          signal,
        );
        return signal.aborted ? undefined : result;
      }),
    );
  }

  private async probe(
    request: Parameters<Prober['probe']>[0],
    signal: AbortSignal,
  ): Promise<ProbeResult> {
    const { prober, logger } = this.options;
    try {
      return await prober.probe(request, { signal });
    } catch (error) {
      logger.error('The prober failed', toError(error));
      return {
        outcome: 'not-run',
        detail: `The prober failed: ${toError(error).message}`,
        steps: {},
      };
    }
  }

  private limitOf(cluster: string): Limit {
    const limit = this.limits.get(cluster) ?? pLimit(this.options.concurrency);
    this.limits.set(cluster, limit);
    return limit;
  }
}

function done(attempt: ProbeAttempt, result: ProbeResult): ProbeAttempt {
  return {
    ...attempt,
    state: 'done',
    outcome: result.outcome,
    ...(result.detail !== undefined && { detail: result.detail }),
  };
}
