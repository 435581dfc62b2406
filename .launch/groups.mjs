// Process groups: a program and all that it starts, ended together.
import { setTimeout as wait } from 'node:timers/promises';

const signalGroup = (group, signal) => {
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    // EPERM: macOS says so of a group that has only zombies left.
    if (error.code === 'ESRCH' || error.code === 'EPERM') return false;
    throw error;
  }
};

/** Whether any process of the group is left. */
export const groupLives = group => signalGroup(group, 0);

const gone = async (group, milliseconds) => {
  const end = Date.now() + milliseconds;
  while (groupLives(group)) {
    if (Date.now() > end) return false;
    await wait(50);
  }
  return true;
};

/**
 * Asks every process of the group to end, and kills those that don't within the grace period.
 * @param {number} group
 * @param {{ signal?: NodeJS.Signals, grace?: number }} [options] grace in milliseconds
 */
export async function endGroup(
  group,
  { signal = 'SIGTERM', grace = 3000 } = {},
) {
  if (!signalGroup(group, signal)) return;
  if (await gone(group, grace)) return;
  signalGroup(group, 'SIGKILL');
  await gone(group, 2000);
}
