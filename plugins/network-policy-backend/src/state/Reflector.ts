import { ClusterFailure, networkFailure } from '../clusters/clusterFailure';
import { Backoff } from './Backoff';
import { ObjectStore } from './ObjectStore';
import { ObjectSource } from './ObjectSource';
import { clear, Relist } from './Relist';
import { StateMeter } from './StateMeter';
import { pause, StateTiming } from './timing';
import { WatchedKind } from './watchedKinds';
import { WatchRecord } from './WatchRecord';
import { watchOnce, WatchResult } from './watchOnce';

const PAGE_SIZE = 500;

/** A list whose pages expire before it is read has fewer, longer pages the next time. */
const LONGER_PAGES = 5;

/**
 * The state of a reflector. `failure` is why it cannot list or watch now, or why it polls instead of watching.
 */
export type ReflectorStatus =
  | { state: 'starting' | 'watching' | 'absent' }
  | {
      state: 'polling' | 'failing';
      verb: 'list' | 'watch';
      failure: ClusterFailure;
    };

/**
 * Keeps the objects of one kind in the store as the cluster has them. It lists them, then watches from the version of the
 * list, and lists again when a watch cannot go on. Where watching is not possible, it polls.
 */
export class Reflector {
  status: ReflectorStatus = { state: 'starting' };
  /** Whether the objects were complete at least once, and are still shown. */
  isSynced = false;
  /** The version up to which every change is in the store. */
  version = '';
  /** When the cluster last confirmed these objects, as people's clocks have it. */
  confirmedAt: number | undefined;
  /** The same on the monotonic clock, for durations; 0 before the first response. */
  lastResponseAt = 0;
  /** Whether any object of the first list has come. */
  hasBegun = false;
  private hasStored = false;
  private readonly refusals: Backoff;
  private readonly watches = new WatchRecord();
  private renewal = new AbortController();
  private pageSize = PAGE_SIZE;
  /** Why it polls, and until when it does not try to watch; a time of the monotonic clock. */
  private polling: { failure: ClusterFailure; until: number } | undefined;
  private hasFailed = false;

  constructor(
    readonly options: {
      kind: WatchedKind;
      namespace?: string;
      source: ObjectSource;
      store: ObjectStore;
      /** Shared by the reflectors of a cluster. */
      backoff: Backoff;
      timing: StateTiming;
      meter: StateMeter;
      pollMs: number;
      onStatus: () => void;
      /** A watch was silent for too long, so the connections of the other watches may be dead too. */
      onSilence: () => void;
    },
  ) {
    const { timing } = options;
    this.refusals = new Backoff(timing, timing.lookAgainMs);
  }

  /** Replaces the watch, if there is one, by another one that goes on from the same version. */
  renew(): void {
    this.renewal.abort();
  }

  /** Runs until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (await this.relist(signal)) {
          await this.follow(signal);
        }
      } catch (error) {
        await this.failed('list', networkFailure(error), signal);
      }
    }
  }

  /**
   * Reads the list.
   *
   * @returns whether it was read. After a failure the time to try again has come.
   */
  private async relist(signal: AbortSignal): Promise<boolean> {
    const { source, store, kind, namespace, meter } = this.options;
    const begunAt = Date.now();
    const relist = new Relist(store, kind, namespace);
    const answer = await source.list({
      pageSize: this.pageSize,
      onObject: raw => {
        this.hasBegun = true;
        this.hasStored = true;
        relist.add(raw);
      },
      signal,
    });
    if (signal.aborted) {
      return false;
    }
    meter.listed(kind.type.kind, answer.ok ? 'read' : 'failed');
    if (!answer.ok) {
      await this.afterFailedList(answer.failure, signal);
      return false;
    }
    relist.finish();
    this.isSynced = true;
    this.pageSize = PAGE_SIZE;
    this.confirmedAt = begunAt;
    this.lastResponseAt = performance.now();
    this.version = answer.value.version;
    this.succeeded();
    if (this.status.state !== 'watching') {
      this.setStatus(
        this.polling
          ? { state: 'polling', verb: 'watch', failure: this.polling.failure }
          : { state: 'starting' },
      );
    }
    return true;
  }

  private async afterFailedList(failure: ClusterFailure, signal: AbortSignal) {
    const { store, kind, namespace, timing } = this.options;
    this.watches.forget();
    if (failure.kind === 'expired' && this.pageSize === PAGE_SIZE) {
      this.pageSize *= LONGER_PAGES;
      return;
    }
    if (failure.kind === 'not-found' && kind.mayBeAbsent) {
      clear(store, kind, namespace);
      this.isSynced = false;
      this.setStatus({ state: 'absent' });
      await pause(timing.lookAgainMs * this.spread(), signal);
      return;
    }
    if (failure.kind === 'forbidden') {
      // A watch is refused where listing is. That is inconclusive about watching.
      this.polling = undefined;
    }
    // What others have stored of the kind, namespace by namespace, is not its own to remove.
    if (failure.kind === 'forbidden' && !kind.needed && this.hasStored) {
      clear(store, kind, namespace);
      this.hasStored = false;
      this.isSynced = false;
    }
    this.pageSize *= failure.kind === 'expired' ? LONGER_PAGES : 1;
    await this.failed('list', failure, signal);
  }

  /** Watches, or waits where it polls, until the list must be read again. */
  private async follow(signal: AbortSignal): Promise<void> {
    const { meter, kind } = this.options;
    while (!signal.aborted) {
      if (this.polling && performance.now() < this.polling.until) {
        await pause(this.options.pollMs * this.spread(), signal);
        return;
      }
      this.renewal = new AbortController();
      const result = await watchOnce(this.options, {
        version: this.version,
        signal,
        renewal: this.renewal.signal,
        onStart: () => this.isWatching(),
        onEvent: version => {
          meter.event(kind.type.kind);
          this.version = version;
          this.confirmedAt = Date.now();
          this.lastResponseAt = performance.now();
        },
      });
      const { end } = result;
      meter.watchEnded(
        kind.type.kind,
        typeof end === 'string' ? end : 'failed',
      );
      if (!signal.aborted && (await this.mustRelist(result, signal))) {
        return;
      }
    }
  }

  private async mustRelist(
    result: WatchResult,
    signal: AbortSignal,
  ): Promise<boolean> {
    if (result.end === 'silent' && !result.isRenewed) {
      this.options.onSilence();
    }
    const after = this.watches.judge(result);
    switch (after.next) {
      case 'poll': {
        const { failure } = after;
        const until = performance.now() + this.options.timing.lookAgainMs;
        const wasWatching = this.status.state === 'watching';
        this.polling = { failure, until };
        this.setStatus({ state: 'polling', verb: 'watch', failure });
        // Changes since the last watch are not known, and listing may no longer be possible.
        return wasWatching;
      }
      case 'retry':
        await this.failed('watch', after.failure, signal);
        return after.relist;
      default:
        return after.next === 'relist';
    }
  }

  private isWatching() {
    this.polling = undefined;
    this.succeeded();
    this.setStatus({ state: 'watching' });
  }

  private succeeded() {
    if (this.hasFailed) {
      this.hasFailed = false;
      this.options.backoff.succeeded();
      this.refusals.succeeded();
    }
  }

  private async failed(
    verb: 'list' | 'watch',
    failure: ClusterFailure,
    signal: AbortSignal,
  ) {
    this.hasFailed = true;
    this.setStatus({ state: 'failing', verb, failure });
    const backoff =
      failure.kind === 'forbidden' ? this.refusals : this.options.backoff;
    await backoff.turn(signal);
  }

  private setStatus(status: ReflectorStatus) {
    this.status = status;
    this.options.onStatus();
  }

  /** Spreads the requests of many reflectors over time. */
  private spread(): number {
    return 0.9 + 0.2 * this.options.timing.random();
  }
}
