// A thread that looks at the card all the time, so that what else this program does makes no answer late.
import { EntityReach } from 'backstage-plugin-network-policy-common';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PortalUser } from '../portal/PortalUser';
import { Look, Shown, Viewer, Watching } from './Look';

function shownOf({ targets }: EntityReach): Map<string, Shown> {
  return new Map(
    targets.map(target => [
      target.cluster.name,
      target.state === 'evaluated'
        ? {
            state: target.health.state,
            because:
              target.health.because ?? target.partial.sentences.join(' '),
          }
        : { state: target.state, because: target.message },
    ]),
  );
}

async function read(user: PortalUser, component: string) {
  const begun = performance.now();
  const reach = await user.read<EntityReach>(
    `/entities/component/default/${component}/reach`,
  );
  return { reach, tookMs: performance.now() - begun };
}

async function look(
  user: PortalUser,
  { component, beside }: Watching,
): Promise<Look> {
  const at = Date.now();
  const begun = performance.now();
  try {
    const [{ reach, tookMs }, other] = await Promise.all([
      read(user, component),
      beside ? read(user, beside) : undefined,
    ]);
    return {
      at,
      tookMs,
      besideMs: other?.tookMs,
      clusters: shownOf(reach),
    };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    const tookMs = performance.now() - begun;
    return { at, tookMs, clusters: new Map(), failure };
  }
}

async function keepLooking({
  viewer,
  watching,
}: {
  viewer: Viewer;
  watching: Watching;
}) {
  const user = new PortalUser(viewer);
  for (;;) {
    parentPort?.postMessage(await look(user, watching));
    await wait(watching.everyMs);
  }
}

keepLooking(workerData);
