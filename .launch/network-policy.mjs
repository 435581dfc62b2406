// npm run network-policy: who can reach whom, by manifests or a cluster. Standard output is the command's alone.
import { spawnSync } from 'node:child_process';
import module from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { stateFolder } from './folders.mjs';
import { bundleFolder, entryOf } from './networkPolicy.mjs';

// npm runs scripts in the repository's folder; the paths that a person types are of the folder that they are in.
if (process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);

const bundle = bundleFolder();
let entry = entryOf(bundle);
if (!entry) {
  const script = new URL('./network-policy-prepare.mjs', import.meta.url);
  const { status } = spawnSync(
    process.execPath,
    [fileURLToPath(script), bundle],
    { stdio: ['ignore', 2, 2] },
  );
  entry = status === 0 ? entryOf(bundle) : undefined;
}
if (entry) {
  module.enableCompileCache?.(join(stateFolder, 'network-policy', 'cache'));
  await import(pathToFileURL(entry));
} else {
  // 1 would say that a check has failed.
  process.exitCode = 2;
}
