import { ClusterAnswer, ClusterFailure } from '../clusters/clusterFailure';

/**
 * The beginning of a watch. The proxy of the kubernetes plugin passes on the head of an answer only with its first line,
 * and where nothing happens that is the bookmark after a minute. So a watch that is not refused for a while has begun if
 * the cluster answers another question.
 */
export class Opening {
  /** Why the cluster does not answer, if it does not. */
  failure: ClusterFailure | undefined;
  private readonly givenUp = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private state: 'waiting' | 'open' | 'over' = 'waiting';

  constructor(
    private readonly options: {
      patienceMs: number;
      knock: () => Promise<ClusterAnswer<unknown>>;
      onOpen: () => void;
    },
  ) {
    this.timer = setTimeout(() => this.ask(), options.patienceMs).unref();
  }

  /** Aborts when there is nothing to wait for. */
  get signal(): AbortSignal {
    return this.givenUp.signal;
  }

  /** The watch has begun. */
  open(): void {
    if (this.state === 'waiting') {
      this.state = 'open';
      clearTimeout(this.timer);
      this.options.onOpen();
    }
  }

  /** The watch has ended. Tells whether it had begun. */
  end(): boolean {
    const wasOpen = this.state === 'open';
    this.state = 'over';
    clearTimeout(this.timer);
    return wasOpen;
  }

  private async ask(): Promise<void> {
    const answer = await this.options.knock();
    if (this.state !== 'waiting') {
      return;
    }
    // A refusal is an answer, too.
    if (answer.ok || answer.failure.kind !== 'unreachable') {
      this.open();
      return;
    }
    this.failure = answer.failure;
    this.givenUp.abort();
  }
}
