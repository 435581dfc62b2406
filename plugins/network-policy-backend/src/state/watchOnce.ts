import { ClusterFailure, unreachable } from '../clusters/clusterFailure';
import { ObjectStore } from './ObjectStore';
import { LineSplitter } from './LineSplitter';
import { ObjectSource } from './ObjectSource';
import { WatchStart } from './WatchStart';
import { StateTiming } from './timing';
import { readWatchEvent } from './watchEvent';
import { WatchedKind } from './watchedKinds';

/**
 * The result of one watch.
 */
export interface WatchResult {
  /** The version from which to go on. */
  version: string;
  /** How it ended: `over` as any watch ends sooner or later, `silent` because nothing came for too long, or why it failed. */
  end: 'over' | 'silent' | ClusterFailure;
  /** Whether anything came, if only a bookmark. */
  hasEvents: boolean;
  /** Whether this process ended it, to replace it by another watch. */
  isRenewed: boolean;
}

/**
 * Watches from a version on until the watch ends, and stores what its events say.
 */
export async function watchOnce(
  {
    kind,
    source,
    store,
    timing,
  }: {
    kind: WatchedKind;
    source: ObjectSource;
    store: ObjectStore;
    timing: StateTiming;
  },
  options: {
    version: string;
    onStart: () => void;
    onEvent: (version: string) => void;
    /** Ends the watch, so that another one can replace it. */
    renewal: AbortSignal;
    signal: AbortSignal;
  },
): Promise<WatchResult> {
  const { watchSeconds, random, silenceMs, shortWatchMs, headMs } = timing;
  const [least, most] = watchSeconds;
  const begunAt = performance.now();
  let { version } = options;
  let failure: ClusterFailure | undefined;
  let hasEvents = false;
  const lines = new LineSplitter(line => {
    const event = readWatchEvent(line);
    if (event.type === 'failure') {
      failure ??= event.failure;
      return;
    }
    if (event.type === 'set') {
      store.set(kind, event.object);
    } else if (event.type === 'gone') {
      store.removeWatched(kind, event.object);
    }
    version = event.version ?? version;
    hasEvents = true;
    options.onEvent(version);
  });
  const start = new WatchStart({
    headMs,
    checkVersion: () => source.checkVersion(),
    onStart: options.onStart,
  });
  const answer = await source.watch({
    version,
    timeoutSeconds: Math.round(least + random() * (most - least)),
    silenceMs,
    signal: AbortSignal.any([options.signal, options.renewal, start.signal]),
    onOpen: () => start.start(),
    onText: text => lines.push(text),
  });
  const hadStarted = start.end();
  const isRenewed = options.renewal.aborted;
  const lastedMs = performance.now() - begunAt;
  const result = { version, hasEvents, isRenewed };
  if (failure) {
    return { ...result, end: failure };
  }
  if (start.failure) {
    return { ...result, end: start.failure };
  }
  if (isRenewed) {
    const isSilent = !hasEvents && lastedMs > silenceMs / 2;
    return { ...result, end: isSilent ? 'silent' : 'over' };
  }
  // A watch that had started and breaks off is over, whether its head was passed on or not.
  if (!answer.ok && !(hadStarted && answer.failure.kind === 'unreachable')) {
    return { ...result, end: answer.failure };
  }
  if (answer.ok && answer.value === 'silent') {
    return { ...result, end: 'silent' };
  }
  return {
    ...result,
    end:
      !hasEvents && lastedMs < shortWatchMs
        ? unreachable('it ended the answer at once')
        : 'over',
  };
}
