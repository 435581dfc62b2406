import { ClusterFailure, networkFailure } from '../clusters/clusterFailure';
import { Backoff } from './Backoff';
import { KeptObjects } from './KeptObjects';
import { ObjectSource } from './ObjectSource';
import { StateMeter } from './StateMeter';
import { pause, StateTiming } from './timing';
import { WatchedKind } from './watchedKinds';
import { WatchRecord } from './WatchRecord';
import { watchOnce, WatchResult } from './watchOnce';

const PAGE_SIZE = 500;

/** A list that is not read before its pages expire has fewer, longer ones the next time. */
const LONGER_PAGES = 5;

/**
 * How a reflector stands. `failure` is why it cannot list or watch now, or why it does not watch.
 */
export type ReflectorStatus =
  | { state: 'starting' | 'watching' | 'absent' }
  | {
      state: 'polling' | 'failing';
      verb: 'list' | 'watch';
      failure: ClusterFailure;
    };

/**
 * Keeps the objects of one kind as the cluster has them: lists them, then watches what happens, and begins anew where
 * that is not enough. Where there is nothing to watch, it lists again and again.
 */
export class Reflector {
  status: ReflectorStatus = { state: 'starting' };
  /** Whether the objects were complete at least once, and are still shown. */
  isSynced = false;
  /** Up to which version everything is known. */
  version = '';
  /** When the cluster last said that the objects are these. */
  confirmedAt: number | undefined;
  /** Whether anything of the first list has come. */
  hasBegun = false;
  private readonly refusals: Backoff;
  private readonly watches = new WatchRecord();
  private renewal = new AbortController();
  private pageSize = PAGE_SIZE;
  /** Why it does not watch, and until when it does not even try. */
  private polling: { failure: ClusterFailure; until: number } | undefined;
  private hasFailed = false;

  constructor(
    readonly options: {
      kind: WatchedKind;
      namespace?: string;
      source: ObjectSource;
      objects: KeptObjects;
      /** Shared by the reflectors of a cluster. */
      backoff: Backoff;
      timing: StateTiming;
      meter: StateMeter;
      pollMs: number;
      onStatus: () => void;
      /** A watch was silent for too long: whatever it came through may not be there any more. */
      onSilence: () => void;
    },
  ) {
    const { timing } = options;
    this.refusals = new Backoff(timing, timing.lookAgainMs);
  }

  /** Replaces the watch, if there is one, by another one that goes on from where it is. */
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

  /** Whether the list was read; if not, it is time to try again. */
  private async relist(signal: AbortSignal): Promise<boolean> {
    const { source, objects, kind, namespace, meter } = this.options;
    const begunAt = Date.now();
    const relist = objects.relist(kind, namespace);
    const answer = await source.list({
      pageSize: this.pageSize,
      onObject: raw => {
        this.hasBegun = true;
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
    const { objects, kind, namespace, timing } = this.options;
    this.watches.forget();
    if (failure.kind === 'expired' && this.pageSize === PAGE_SIZE) {
      this.pageSize *= LONGER_PAGES;
      return;
    }
    if (failure.kind === 'not-found' && kind.mayBeAbsent) {
      objects.clear(kind, namespace);
      this.isSynced = false;
      this.setStatus({ state: 'absent' });
      await pause(timing.lookAgainMs * this.spread(), signal);
      return;
    }
    if (failure.kind === 'forbidden') {
      // Who may not even list is refused a watch for that reason: it says nothing about watching.
      this.polling = undefined;
    }
    if (failure.kind === 'forbidden' && !kind.needed) {
      objects.clear(kind, namespace);
      this.isSynced = false;
    }
    this.pageSize *= failure.kind === 'expired' ? LONGER_PAGES : 1;
    await this.failed('list', failure, signal);
  }

  /** Watches from a version on, or waits, until the list must be read again. */
  private async follow(signal: AbortSignal): Promise<void> {
    const { meter, kind } = this.options;
    while (!signal.aborted) {
      if (this.polling && Date.now() < this.polling.until) {
        await pause(this.options.pollMs * this.spread(), signal);
        return;
      }
      this.renewal = new AbortController();
      const result = await watchOnce(this.options, {
        version: this.version,
        signal,
        renewal: this.renewal.signal,
        onOpen: () => this.isWatching(),
        onEvent: heard => {
          meter.event(kind.type.kind);
          this.version = heard;
          this.confirmedAt = Date.now();
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
        const until = Date.now() + this.options.timing.lookAgainMs;
        const wasWatching = this.status.state === 'watching';
        this.polling = { failure, until };
        this.setStatus({ state: 'polling', verb: 'watch', failure });
        // What has happened since the last watch is not known; and it may be that nothing can be read any more.
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

  /** Many reflectors must not keep time with each other. */
  private spread(): number {
    return 0.9 + 0.2 * this.options.timing.random();
  }
}
