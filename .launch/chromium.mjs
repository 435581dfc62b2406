// The browser of the journeys: the machine's own Chromium or Chrome, or Debian's package where it can be installed.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { Failure, shown } from './failure.mjs';
import { logFile } from './folders.mjs';
import { runProgram } from './programs.mjs';
import { step } from './report.mjs';

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

const executable = file => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A program of that name on the PATH. */
export function onPath(name, path = process.env.PATH ?? '') {
  return path
    .split(delimiter)
    .filter(isAbsolute)
    .map(folder => join(folder, name))
    .find(executable);
}

/** The browser that is there already, if any. CHROMIUM_PATH wins over what is found. */
export function findChromium({
  env = process.env,
  places = applications,
} = {}) {
  if (env.CHROMIUM_PATH) {
    if (executable(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    throw new Failure(
      `CHROMIUM_PATH is ${env.CHROMIUM_PATH}, which is not a program: set it to Chromium's or Chrome's.`,
    );
  }
  return (
    names.map(name => onPath(name, env.PATH)).find(Boolean) ??
    places.find(executable)
  );
}

/** Finds Chromium, or installs it on Debian and Ubuntu when run as root. */
export async function prepareChromium() {
  const found = findChromium();
  if (found) return found;
  const debian =
    process.platform === 'linux' &&
    existsSync('/etc/debian_version') &&
    onPath('apt-get');
  if (!debian || process.getuid() !== 0) {
    throw new Failure(
      'There is no Chromium for the browser journey: install Chromium or Google Chrome, or set CHROMIUM_PATH to one.',
    );
  }
  return step('Installing Chromium', async () => {
    const log = logFile('chromium');
    const script =
      'apt-get -q update && apt-get -q -y install --no-install-recommends chromium';
    await runProgram('apt-get', 'sh', ['-c', script], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      log,
    });
    // Ubuntu's package may be an empty one that points to a snap.
    const installed = findChromium();
    if (!installed) {
      throw new Failure(
        `Chromium could not be installed; the log is ${shown(
          log,
        )}. Install Chromium or Google Chrome, or set CHROMIUM_PATH to one.`,
      );
    }
    return installed;
  });
}
