import { ResponseError } from '@backstage/errors';
import { ProbeRun } from 'backstage-plugin-network-policy-common';
import { Initiated, InitiatorApi } from '../client/initiatorApi';
import { waitUntil } from './waitUntil';

/** Times in ms. */
export interface ProbeTiming {
  pollMs: number;
  /** A run is over in seconds; one that is not over by then was lost with its portal. */
  runTimeoutMs: number;
}

/** What a task has of its own: who started it, and what it remembers when it is recovered. */
export interface ProbingTask extends Initiated {
  checkpoint(options: {
    key: string;
    fn: () => Promise<string>;
  }): Promise<string>;
}

/** From where to where a task connects. */
export interface ProbedTarget {
  entityRef: string;
  cluster: string;
  namespace: string;
  from: string[];
}

/** The service is being probed for another person, or the portal makes as many connections as it may. */
const BUSY: readonly number[] = [409, 429, 503];

/** The probe runs of one task. */
export class ProbeRuns {
  constructor(
    private readonly api: InitiatorApi,
    private readonly task: ProbingTask,
    private readonly target: ProbedTarget,
    private readonly timing: ProbeTiming,
  ) {}

  /**
   * Makes a run and waits until it is over. A task that was recovered goes on with the run that it had started. When
   * the task is cancelled, so is the run.
   */
  async make(round: number): Promise<ProbeRun> {
    const { pollMs, runTimeoutMs } = this.timing;
    const { signal } = this.task;
    const runId = await this.startOrFollow(round);
    try {
      return await waitUntil(
        () => this.get(runId),
        ({ state }) => state !== 'running',
        {
          everyMs: pollMs,
          timeoutMs: runTimeoutMs,
          signal,
          what: 'The connections were to be over',
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
    let startedNow = false;
    const runId = await this.task.checkpoint({
      key: `network-policy.probe-run.${round}`,
      fn: async () => {
        startedNow = true;
        return this.start();
      },
    });
    if (startedNow) {
      return runId;
    }
    // A run that is over already belongs to an earlier try of this task, so it does not tell how things are now.
    const { state } = await this.get(runId);
    return state === 'running' ? runId : this.start();
  }

  private async start(): Promise<string> {
    const { entityRef, ...request } = this.target;
    const { pollMs, runTimeoutMs } = this.timing;
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
        timeoutMs: runTimeoutMs,
        signal: this.task.signal,
        what: () => `The connections were to begin (${busy})`,
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
