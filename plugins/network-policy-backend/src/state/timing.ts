import { setTimeout as wait } from 'node:timers/promises';

/**
 * How long things are waited for while a cluster is kept. Tests hurry.
 */
export interface StateTiming {
  /** Between 0 and 1. */
  random(): number;
  /** Waiting after a first failure, and at most. */
  firstRetryMs: number;
  lastRetryMs: number;
  /** The API server sends a bookmark about once a minute. A watch that is silent for longer than this is dead. */
  silenceMs: number;
  /** A cluster that has sent nothing for so long is checked. */
  quietMs: number;
  /** A watch without a head for so long may have started all the same, so the cluster is checked. */
  headMs: number;
  /** A watch that ends sooner and brought nothing has failed. */
  shortWatchMs: number;
  /** How long the API server is asked to keep a watch, least and most. */
  watchSeconds: readonly [least: number, most: number];
  /** After how long it is looked again whether there is what was not there, or may be done what was refused. */
  lookAgainMs: number;
  /** How long a watch may take to confirm what this portal has removed. */
  confirmWithinMs: number;
  /** Listeners hear of changes at most so often. */
  notifyMs: number;
  /** How often clusters are looked through for those to stop, and those to start. */
  sweepMs: number;
}

export const usualTiming: StateTiming = {
  random: Math.random,
  firstRetryMs: 500,
  lastRetryMs: 60_000,
  silenceMs: 80_000,
  quietMs: 10_000,
  headMs: 1_000,
  shortWatchMs: 1_000,
  // Many proxies end what lasts for 300 s.
  watchSeconds: [240, 290],
  lookAgainMs: 300_000,
  confirmWithinMs: 5_000,
  notifyMs: 250,
  sweepMs: 60_000,
};

/** Waits; not longer than until `signal` aborts. */
export async function pause(
  milliseconds: number,
  signal: AbortSignal,
): Promise<void> {
  await wait(milliseconds, undefined, { signal, ref: false }).catch(() => {});
}
