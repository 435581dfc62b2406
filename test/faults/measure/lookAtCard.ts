// A thread that looks at the card all the time, so that what else this program does makes no answer late.
import { EntityReach } from 'backstage-plugin-network-policy-common';
import { setTimeout as wait } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { PortalUser } from '../portal/PortalUser';
import { Look, Shown, Viewer } from './Look';

const everyMs = 100;

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

async function look(user: PortalUser): Promise<Look> {
  const at = Date.now();
  const begun = performance.now();
  const tookMs = () => performance.now() - begun;
  try {
    const reach = await user.read<EntityReach>(
      '/entities/component/default/faults-web/reach',
    );
    return { at, tookMs: tookMs(), clusters: shownOf(reach) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    return { at, tookMs: tookMs(), clusters: new Map(), failure };
  }
}

async function keepLooking(viewer: Viewer) {
  const user = new PortalUser(viewer);
  for (;;) {
    parentPort?.postMessage(await look(user));
    await wait(everyMs);
  }
}

keepLooking(workerData);
