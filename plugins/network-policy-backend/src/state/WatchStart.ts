import { ClusterAnswer, ClusterFailure } from '../clusters/clusterFailure';

/**
 * Decides whether a watch has started. The proxy of the kubernetes plugin passes on the head of an answer only with its
 * first line, which in a quiet cluster is the bookmark after a minute. So a watch without a head is taken as started
 * once the cluster answers another request, unless the watch was refused before.
 */
export class WatchStart {
  /** Why the cluster does not answer, if it does not. */
  failure: ClusterFailure | undefined;
  private readonly givenUp = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private state: 'waiting' | 'started' | 'ended' = 'waiting';

  constructor(
    private readonly options: {
      /** The cluster is checked when the head is later than this. */
      headMs: number;
      checkVersion: () => Promise<ClusterAnswer<unknown>>;
      onStart: () => void;
    },
  ) {
    this.timer = setTimeout(() => this.check(), options.headMs).unref();
  }

  /** Aborts when the cluster does not answer, so that waiting for the watch is useless. */
  get signal(): AbortSignal {
    return this.givenUp.signal;
  }

  /** The watch has started. */
  start(): void {
    if (this.state === 'waiting') {
      this.state = 'started';
      clearTimeout(this.timer);
      this.options.onStart();
    }
  }

  /**
   * The watch has ended.
   *
   * @returns whether it had started
   */
  end(): boolean {
    const hadStarted = this.state === 'started';
    this.state = 'ended';
    clearTimeout(this.timer);
    return hadStarted;
  }

  private async check(): Promise<void> {
    const answer = await this.options.checkVersion();
    if (this.state !== 'waiting') {
      return;
    }
    // A refusal proves that the cluster answers.
    if (answer.ok || answer.failure.kind !== 'unreachable') {
      this.start();
      return;
    }
    this.failure = answer.failure;
    this.givenUp.abort();
  }
}
