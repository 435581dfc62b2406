// Makes the code that npm run network-policy runs, with all that it takes on a machine that has nothing but Node.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe } from './failure.mjs';
import { whenInterrupted } from './interruption.mjs';
import { entryOf } from './networkPolicy.mjs';
import { stopPrograms } from './programs.mjs';
import { say } from './report.mjs';
import { prepareToolchain } from './toolchain.mjs';

const aDay = 24 * 60 * 60 * 1000;
const [bundle] = process.argv.slice(2);
const folder = dirname(bundle);

// Somebody may still run what was made of older sources.
function removeOld() {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (Date.now() - statSync(path).mtimeMs > aDay) {
      rmSync(path, { recursive: true, force: true });
    }
  }
}

async function prepare() {
  await prepareToolchain();
  const { makeBundle } = await import(
    '../plugins/network-policy-cli/bundle.mjs'
  );
  mkdirSync(folder, { recursive: true });
  removeOld();
  const making = `${bundle}.${process.pid}`;
  try {
    await makeBundle(making);
    renameSync(making, bundle);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Two that start at once make the same; the first has put it there.
    if (!entryOf(bundle)) throw error;
  }
}

whenInterrupted({ exitCode: 130 });
try {
  await prepare();
} catch (error) {
  say(...describe(error));
  process.exitCode = 1;
}
await stopPrograms();
