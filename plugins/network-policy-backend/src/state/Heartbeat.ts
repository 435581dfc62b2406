import { ClusterAnswer, ClusterFailure } from '../clusters/clusterFailure';
import { pause } from './timing';

/**
 * Checks that a cluster still answers while its watches are silent. Behind the proxy of the kubernetes plugin a watch
 * only falls silent when its API server dies, so silence alone proves nothing. All times are of the monotonic clock.
 */
export class Heartbeat {
  /** Why the cluster does not answer, while it does not. */
  failure: ClusterFailure | undefined;
  private checkedAt = performance.now();
  /** The cluster has missed a check. Its watches may have ended without a sign, until they are replaced. */
  private isDoubtful = false;

  constructor(
    private readonly options: {
      /** The cluster is checked after so long without a response. */
      quietMs: number;
      /** When a list or watch last got anything from the cluster. */
      lastResponseAt: () => number;
      /** Whether the cluster is watched, and no retry is checking it already. */
      isNeeded: () => boolean;
      checkVersion: () => Promise<ClusterAnswer<unknown>>;
      /** The failure is another one, or over. */
      onChange: () => void;
      /** The cluster answers again after it did not. */
      onReturn: () => void;
    },
  ) {}

  /** Runs until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const waitMs = this.dueAt() - performance.now();
      if (waitMs > 0) {
        await pause(waitMs, signal);
      } else {
        await this.beat();
      }
    }
  }

  private dueAt(): number {
    const { quietMs, lastResponseAt } = this.options;
    // One watch that goes on proves nothing about the other watches.
    const respondedAt = this.isDoubtful ? 0 : lastResponseAt();
    return Math.max(this.checkedAt, respondedAt) + quietMs;
  }

  private async beat(): Promise<void> {
    const { isNeeded, lastResponseAt, checkVersion, onReturn } = this.options;
    const begunAt = performance.now();
    this.checkedAt = begunAt;
    if (!isNeeded()) {
      this.setFailure(undefined);
      return;
    }
    const answer = await checkVersion();
    this.checkedAt = performance.now();
    // A refusal proves that the cluster answers.
    if (answer.ok || answer.failure.kind !== 'unreachable') {
      this.setFailure(undefined);
      if (this.isDoubtful) {
        this.isDoubtful = false;
        onReturn();
      }
      return;
    }
    this.isDoubtful = true;
    // A slow cluster whose watches go on meanwhile is not gone.
    this.setFailure(lastResponseAt() >= begunAt ? undefined : answer.failure);
  }

  private setFailure(failure: ClusterFailure | undefined) {
    if (failure?.message !== this.failure?.message) {
      this.failure = failure;
      this.options.onChange();
    }
  }
}
