import { ResponseError } from '@backstage/errors';
import { ProbeRun } from 'backstage-plugin-network-policy-common';
import { Initiated, InitiatorApi } from '../client/initiatorApi';
import { waitUntil } from './waitUntil';

/** Times in ms. */
export interface ProbeTiming {
  pollMs: number;
  /** A run is over in seconds; one that is not over by then was lost with its portal. */
  maxWaitMs: number;
}

/** What a task has of its own: who started it, and what it remembers when it is recovered. */
export interface ProbingTask extends Initiated {
  checkpoint<T extends string | string[]>(options: {
    key: string;
    fn: () => Promise<T>;
  }): Promise<T>;
}

/** From where to where a task connects. */
export interface ProbedTarget {
  entityRef: string;
  cluster: string;
  namespace: string;
  from: string[];
  /** From where instead, if probes may not start from all of `from`. */
  otherwiseFrom?: string[];
}

/** The service is being probed for another person, or the portal makes as many connections as it may. */
const BUSY: readonly number[] = [409, 429, 503];

/** The probe runs of one task. */
export class ProbeRuns {
  private sources: string[];

  constructor(
    private readonly api: InitiatorApi,
    private readonly task: ProbingTask,
    private readonly target: ProbedTarget,
    private readonly timing: ProbeTiming,
  ) {
    this.sources = target.from;
  }

  /** From where the runs connect: less than what was asked for, once that was refused. */
  get from(): readonly string[] {
    return this.sources;
  }

  /**
   * Makes a run and waits until it is over. A task that was recovered goes on with the run that it had started. When
   * the task is cancelled, so is the run.
   */
  async make(round: number): Promise<ProbeRun> {
    const { pollMs, maxWaitMs } = this.timing;
    const { signal } = this.task;
    const runId = await this.startOrFollow(round);
    try {
      return await waitUntil(
        () => this.get(runId),
        ({ state }) => state !== 'running',
        {
          everyMs: pollMs,
          maxWaitMs,
          signal,
          what: 'The connections did not end',
        },
      );
    } catch (error) {
      if (signal?.aborted) {
        await this.cancel(runId);
      }
      throw error;
    }
  }

  private async startOrFollow(round: number): Promise<string> {
    const key = `network-policy.probe-run.${round}`;
    let startedNow = false;
    const runId = await this.task.checkpoint({
      key,
      fn: async () => {
        startedNow = true;
        return this.start();
      },
    });
    if (this.target.otherwiseFrom) {
      this.sources = await this.task.checkpoint({
        key: `${key}.from`,
        fn: async () => this.sources,
      });
    }
    if (startedNow) {
      return runId;
    }
    // A run that is over already belongs to an earlier try of this task, so it does not tell how things are now.
    const { state } = await this.get(runId);
    return state === 'running' ? runId : this.start();
  }

  /** What a person did not choose need not be probed: where it is refused, less of it is. */
  private async start(): Promise<string> {
    const { otherwiseFrom } = this.target;
    try {
      return await this.startFrom(this.sources);
    } catch (error) {
      const isRefused =
        error instanceof ResponseError && error.statusCode === 403;
      // Once only: a permission that is missing refuses both.
      if (!isRefused || !otherwiseFrom || this.sources === otherwiseFrom) {
        throw error;
      }
      const runId = await this.startFrom(otherwiseFrom);
      this.sources = otherwiseFrom;
      return runId;
    }
  }

  private async startFrom(from: string[]): Promise<string> {
    const { entityRef, cluster, namespace } = this.target;
    const request = { cluster, namespace, from };
    const { pollMs, maxWaitMs } = this.timing;
    let busy = '';
    const run = await waitUntil(
      async () => {
        try {
          return await this.api.call(this.task, (client, options) =>
            client.startProbeRun(entityRef, request, options),
          );
        } catch (error) {
          if (
            error instanceof ResponseError &&
            BUSY.includes(error.statusCode)
          ) {
            busy = error.message;
            return undefined;
          }
          throw error;
        }
      },
      started => started !== undefined,
      {
        everyMs: pollMs,
        maxWaitMs,
        signal: this.task.signal,
        what: 'The connections did not begin',
        because: () => busy,
      },
    );
    return run.id;
  }

  private get(runId: string): Promise<ProbeRun> {
    return this.api.call(this.task, (client, options) =>
      client.getProbeRun(this.target.entityRef, runId, options),
    );
  }

  /** The task is over in any case: a run that cannot be cancelled ends by itself within seconds. */
  private async cancel(runId: string): Promise<void> {
    const asInitiator = {
      getInitiatorCredentials: () => this.task.getInitiatorCredentials(),
    };
    await this.api
      .call(asInitiator, (client, options) =>
        client.cancelProbeRun(this.target.entityRef, runId, options),
      )
      .catch(() => undefined);
  }
}
