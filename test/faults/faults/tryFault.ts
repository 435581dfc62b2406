import { setTimeout as wait } from 'node:timers/promises';
import { eventually } from '../eventually';
import { Card } from '../measure/Card';
import { compareWithFreshList } from '../measure/freshList';
import { PortalUser } from '../portal/PortalUser';
import { Fault, Place } from './Fault';

/** What came of a fault. */
export interface Outcome {
  name: string;
  /** What the card showed of the cluster. */
  shown: string;
  /** Seconds until it did. */
  shownAfter?: number;
  /** Seconds from the end of the fault until the cluster was live again. */
  liveAfter?: number;
  from: number;
  to: number;
  /** Why it is not well. */
  problem?: string;
}

/** A watch that ends as soon as it has begun has failed, which is not the fault that is meant. */
const watchedFor = 1.5;

/** How long it may take until the last changes are seen in a cluster that is live. */
const settledWithin = 15;

const secondsSince = (time: number) => (Date.now() - time) / 1_000;

/** A fault that has begun, and ends. */
export async function tryFault(
  fault: Fault,
  place: Place,
  { card, piet }: { card: Card; piet: PortalUser },
): Promise<Outcome> {
  const { name, on, shows } = fault;
  await wait(watchedFor * 1_000);
  const outcome: Outcome = { name, shown: '', from: Date.now(), to: 0 };
  const see = (state: string, because: RegExp) => {
    const shown = card.of(on);
    return shown?.state === state && because.test(shown.because)
      ? shown
      : undefined;
  };
  try {
    const before = card.of(on)?.state;
    if (before !== 'live') {
      throw new Error(`it was ${before} before`);
    }
    let hasEnded = false;
    try {
      await fault.begin(place);
      const [shown] = await Promise.all([
        eventually(
          `the card shows ${on} as ${shows.state}`,
          () => see(shows.state, shows.because),
          { seconds: fault.shownWithin, everyMs: 50 },
        ),
        fault.meanwhile?.(place),
      ]);
      outcome.shown = `${shown.state}${shown.because && `: ${shown.because}`}`;
      if (shows.state !== 'live' || shown.because) {
        outcome.shownAfter = secondsSince(outcome.from);
      }
      await wait(
        Math.max(0, fault.lasts * 1_000 - (Date.now() - outcome.from)),
      );
      hasEnded = true;
    } finally {
      if (!hasEnded) {
        outcome.shown ||= JSON.stringify(card.of(on) ?? card.last?.failure);
      }
      await fault.end(place);
    }
    const ended = Date.now();
    await eventually(`${on} is live again`, () => see('live', /^$/), {
      seconds: fault.liveWithin,
      everyMs: 50,
    });
    outcome.liveAfter = secondsSince(ended);
    await eventually(
      `${on} is as a fresh list says`,
      async () => {
        await compareWithFreshList(piet, on, place.cluster.api);
        return true;
      },
      { seconds: settledWithin, everyMs: 500 },
    );
  } catch (error) {
    outcome.problem = error instanceof Error ? error.message : String(error);
  }
  outcome.to = Date.now();
  return outcome;
}
