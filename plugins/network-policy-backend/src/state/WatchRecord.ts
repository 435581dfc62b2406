import { ClusterFailure, unreachable } from '../clusters/clusterFailure';
import { WatchResult } from './watchOnce';

/** So many failed watches in a row, and it may be the version that is wrong: the list is read again. */
const FAILURES_BEFORE_RELIST = 3;

/** So many, with good lists in between, and watching is not possible. */
const FAILURES_BEFORE_POLLING = 6;

/** So many watches without a word, not even a bookmark. */
const SILENCES_BEFORE_POLLING = 2;

/**
 * What to do after a watch: go on watching, read the list again, wait before either, or do without watching.
 */
export type AfterWatch =
  | { next: 'watch' | 'relist' }
  | { next: 'retry'; relist: boolean; failure: ClusterFailure }
  | { next: 'poll'; failure: ClusterFailure };

/**
 * Tells from the last watches whether watching is possible at all.
 */
export class WatchRecord {
  private failures = 0;
  private silences = 0;

  /** Judges a watch that has ended. */
  judge({ end, hasEvents }: WatchResult): AfterWatch {
    if (hasEvents) {
      this.failures = 0;
      this.silences = 0;
    }
    if (end === 'over') {
      this.failures = 0;
      return { next: 'watch' };
    }
    if (end === 'silent') {
      this.silences += hasEvents ? 0 : 1;
      return this.silences < SILENCES_BEFORE_POLLING
        ? { next: 'watch' }
        : this.impossible(
            unreachable(
              'nothing came, not even a bookmark; something in between may hold back answers until they are complete',
            ),
          );
    }
    if (['forbidden', 'unsupported', 'not-found'].includes(end.kind)) {
      return this.impossible(end);
    }
    this.failures += 1;
    if (this.failures >= FAILURES_BEFORE_POLLING) {
      return this.impossible(end);
    }
    const isExpired = end.kind === 'expired';
    // Versions are forgotten all the time; only one that is forgotten as soon as it was listed is a failure.
    if (isExpired && this.failures === 1) {
      return { next: 'relist' };
    }
    const relist = isExpired || this.failures === FAILURES_BEFORE_RELIST;
    return { next: 'retry', relist, failure: end };
  }

  /** The cluster does not even list, so that nothing is known about watching. */
  forget(): void {
    this.failures = 0;
  }

  /** The next time one try is enough. */
  private impossible(failure: ClusterFailure): AfterWatch {
    this.failures = FAILURES_BEFORE_POLLING - 1;
    this.silences = SILENCES_BEFORE_POLLING - 1;
    return { next: 'poll', failure };
  }
}
