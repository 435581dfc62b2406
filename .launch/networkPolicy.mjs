// The command line of the clone: all of its code in a few files that Node loads at once, made anew when a source changes.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root, stateFolder } from './folders.mjs';

const folder = join(stateFolder, 'network-policy');

// What the code is made of. Tests are part of it only because leaving them out takes longer than looking at them.
const sources = [
  'yarn.lock',
  'plugins/network-policy-common/src',
  'plugins/network-policy-cli/src',
  'plugins/network-policy-cli/bundle.mjs',
];

function* filesIn(path) {
  const entry = statSync(path);
  if (!entry.isDirectory()) {
    yield `${path} ${entry.size} ${entry.mtimeMs}`;
    return;
  }
  for (const name of readdirSync(path).sort()) yield* filesIn(join(path, name));
}

/** Where the code of the sources as they are now belongs. */
export function bundleFolder(base = root) {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const line of filesIn(join(base, source))) hash.update(`${line}\n`);
  }
  return join(folder, hash.digest('hex').slice(0, 16));
}

/** The file to run, if it has been made. */
export const entryOf = bundle => {
  const file = join(bundle, 'index.mjs');
  return existsSync(file) ? file : undefined;
};
