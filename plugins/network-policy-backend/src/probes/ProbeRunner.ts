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
import { probeLabels } from './probeLabels';
import { ProbeRunStore } from './ProbeRunStore';

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
      store: ProbeRunStore;
      logger: LoggerService;
      concurrency: number;
    },
  ) {}

  /**
   * Makes every attempt of a run and stores each as it is done. When `signal` aborts, the run ends as interrupted and
   * what was not done stays waiting.
   *
   * @throws what the store throws, when every attempt is over
   */
  async execute(
    run: ProbeRun,
    target: ProbeTarget,
    signal: AbortSignal,
  ): Promise<void> {
    const { store } = this.options;
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
          await store.saveAttempt(run.id, attempt);
        }
      });
    };

    const made = await Promise.allSettled(
      run.attempts.map(async ({ namespace }) => {
        const result = await this.attempt(run, namespace, target, signal);
        if (result) {
          await record(namespace, result);
        }
      }),
    );
    const unsaved = made.find(({ status }) => status === 'rejected');
    await store.end(
      run.id,
      signal.aborted || unsaved ? 'interrupted' : 'finished',
      new Date().toISOString(),
    );
    if (unsaved?.status === 'rejected') {
      throw unsaved.reason;
    }
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
    finishedAt: new Date().toISOString(),
  };
}
