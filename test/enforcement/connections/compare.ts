import { setTimeout as wait } from 'node:timers/promises';
import { attempt } from './attempt';
import { ExpectedConnection } from './expected';
import { judgeOutcome, Mismatch } from './judge';

/** How long a cluster may take until its policies are in effect. */
const longestDelay = 20_000;

async function mismatchesOf(
  connections: readonly ExpectedConnection[],
): Promise<Mismatch[]> {
  const answers = await attempt(connections);
  return connections.flatMap((connection, index) =>
    judgeOutcome(connection, answers[index]),
  );
}

/**
 * Makes connections, and returns those that are not as their verdicts say, however often they are tried. Enforcement may
 * lag behind, and a busy machine may lose time: what differs is tried again for a while.
 *
 * @returns also how many were tried again
 */
export async function compareWithReality(
  connections: readonly ExpectedConnection[],
): Promise<{ mismatches: Mismatch[]; triedAgain: number }> {
  const end = Date.now() + longestDelay;
  let mismatches = await mismatchesOf(connections);
  const triedAgain = mismatches.length;
  while (mismatches.length > 0 && Date.now() < end) {
    await wait(500);
    mismatches = await mismatchesOf(
      mismatches.map(({ connection }) => connection),
    );
  }
  return { mismatches, triedAgain };
}
