import { ClusterAnswer, ClusterFailure } from '../clusters/clusterFailure';
import { pause } from './timing';

/**
 * Whether a cluster is there while nothing is heard of it. Behind the proxy of the kubernetes plugin watches only fall
 * silent when an API server dies, so it is asked when all of them say nothing for a while.
 */
export class Heartbeat {
  /** Why the cluster does not answer, while it does not. */
  failure: ClusterFailure | undefined;
  private askedAt = Date.now();
  /** It did not answer once, so that watches may have ended unseen. */
  private isDoubtful = false;

  constructor(
    private readonly options: {
      /** After how long without a word it is asked. */
      quietMs: number;
      /** When the cluster last said something by itself. */
      heardAt: () => number;
      /** Whether there are watches that could fall silent, and nobody else asks already. */
      isNeeded: () => boolean;
      knock: () => Promise<ClusterAnswer<unknown>>;
      /** The failure is another one, or over. */
      onChange: () => void;
      /** The cluster answers again after it did not. */
      onReturn: () => void;
    },
  ) {}

  /** Runs until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const waitMs = this.dueAt() - Date.now();
      if (waitMs > 0) {
        await pause(waitMs, signal);
      } else {
        await this.beat();
      }
    }
  }

  private dueAt(): number {
    const { quietMs, heardAt } = this.options;
    // A watch that goes on says nothing about the others.
    const heard = this.isDoubtful ? 0 : heardAt();
    return Math.max(this.askedAt, heard) + quietMs;
  }

  private async beat(): Promise<void> {
    const { isNeeded, heardAt, knock, onReturn } = this.options;
    const begunAt = Date.now();
    this.askedAt = begunAt;
    if (!isNeeded()) {
      this.setFailure(undefined);
      return;
    }
    const answer = await knock();
    this.askedAt = Date.now();
    // A refusal is an answer, too.
    if (answer.ok || answer.failure.kind !== 'unreachable') {
      this.setFailure(undefined);
      if (this.isDoubtful) {
        this.isDoubtful = false;
        onReturn();
      }
      return;
    }
    this.isDoubtful = true;
    // Who is late with an answer, but tells what happens, is there.
    this.setFailure(heardAt() >= begunAt ? undefined : answer.failure);
  }

  private setFailure(failure: ClusterFailure | undefined) {
    if (failure?.message !== this.failure?.message) {
      this.failure = failure;
      this.options.onChange();
    }
  }
}
