import { ClusterFailure, unreachable } from '../clusters/clusterFailure';
import { KeptObjects } from './KeptObjects';
import { LineSplitter } from './LineSplitter';
import { ObjectSource } from './ObjectSource';
import { Opening } from './Opening';
import { StateTiming } from './timing';
import { readWatchEvent } from './watchEvent';
import { WatchedKind } from './watchedKinds';

/**
 * What came of one watch.
 */
export interface WatchResult {
  /** From where to go on. */
  version: string;
  /** How it ended: `over` if as any watch ends sooner or later, or why it failed. */
  end: 'over' | 'silent' | ClusterFailure;
  /** Whether it said anything, if only that nothing has happened. */
  hasSpoken: boolean;
  /** Whether it was ended from here, to be replaced. */
  isRenewed: boolean;
}

/**
 * Watches from a version on until the watch ends, and takes what happens.
 */
export async function watchOnce(
  {
    kind,
    source,
    objects,
    timing,
  }: {
    kind: WatchedKind;
    source: ObjectSource;
    objects: KeptObjects;
    timing: StateTiming;
  },
  options: {
    version: string;
    onOpen: () => void;
    onEvent: (version: string) => void;
    /** Ends the watch, for another to take its place. */
    renewal: AbortSignal;
    signal: AbortSignal;
  },
): Promise<WatchResult> {
  const { watchSeconds, random, silenceMs, shortWatchMs, headMs } = timing;
  const [least, most] = watchSeconds;
  const begunAt = Date.now();
  let { version } = options;
  let failure: ClusterFailure | undefined;
  let hasSpoken = false;
  const lines = new LineSplitter(line => {
    const event = readWatchEvent(line);
    if (event.type === 'failure') {
      failure ??= event.failure;
      return;
    }
    if (event.type === 'set') {
      objects.set(kind, event.object);
    } else if (event.type === 'gone') {
      objects.remove(kind, event.object);
    }
    version = event.version ?? version;
    hasSpoken = true;
    options.onEvent(version);
  });
  const opening = new Opening({
    patienceMs: headMs,
    knock: () => source.knock(),
    onOpen: options.onOpen,
  });
  const answer = await source.watch({
    version,
    timeoutSeconds: Math.round(least + random() * (most - least)),
    silenceMs,
    signal: AbortSignal.any([options.signal, options.renewal, opening.signal]),
    onOpen: () => opening.open(),
    onText: text => lines.push(text),
  });
  const wasOpen = opening.end();
  const isRenewed = options.renewal.aborted;
  const lastedMs = Date.now() - begunAt;
  const result = { version, hasSpoken, isRenewed };
  if (failure) {
    return { ...result, end: failure };
  }
  if (opening.failure) {
    return { ...result, end: opening.failure };
  }
  if (isRenewed) {
    const isSilent = !hasSpoken && lastedMs > silenceMs / 2;
    return { ...result, end: isSilent ? 'silent' : 'over' };
  }
  // What breaks off after it has begun is over, whether its head was passed on or not.
  if (!answer.ok && !(wasOpen && answer.failure.kind === 'unreachable')) {
    return { ...result, end: answer.failure };
  }
  if (answer.ok && answer.value === 'silent') {
    return { ...result, end: 'silent' };
  }
  return {
    ...result,
    end:
      !hasSpoken && lastedMs < shortWatchMs
        ? unreachable('it ended the answer at once')
        : 'over',
  };
}
