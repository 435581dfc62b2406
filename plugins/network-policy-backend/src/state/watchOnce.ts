import { ClusterFailure, unreachable } from '../clusters/clusterFailure';
import { KeptObjects } from './KeptObjects';
import { LineSplitter } from './LineSplitter';
import { ObjectSource } from './ObjectSource';
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
    onEvent: () => void;
    signal: AbortSignal;
  },
): Promise<WatchResult> {
  const { watchSeconds, random, silenceMs, shortWatchMs } = timing;
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
    options.onEvent();
  });
  const answer = await source.watch({
    version,
    timeoutSeconds: Math.round(least + random() * (most - least)),
    silenceMs,
    signal: options.signal,
    onOpen: options.onOpen,
    onText: text => lines.push(text),
  });
  if (!answer.ok) {
    failure ??= answer.failure;
  } else if (
    answer.value !== 'silent' &&
    !hasSpoken &&
    Date.now() - begunAt < shortWatchMs
  ) {
    failure ??= unreachable('it ended the answer at once');
  }
  const isSilent = answer.ok && answer.value === 'silent';
  return { version, hasSpoken, end: failure ?? (isSilent ? 'silent' : 'over') };
}
