// Whether node_modules is what the lockfile asks for: a hash of all that decides it, kept beside the packages.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const stampOf = root => join(root, 'node_modules', '.installed');

/** The folders of the workspaces that the root package.json lists, as "folder" or "folder/*". */
export function workspaceFolders(root) {
  const { workspaces } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return workspaces
    .flatMap(pattern => {
      if (!pattern.endsWith('/*')) return [pattern];
      const parent = pattern.slice(0, -2);
      if (!existsSync(join(root, parent))) return [];
      return readdirSync(join(root, parent)).map(name => join(parent, name));
    })
    .filter(folder => existsSync(join(root, folder, 'package.json')))
    .sort();
}

/** The hash of what decides node_modules. */
export function wanted(root, nodeVersion) {
  const hash = createHash('sha256').update(nodeVersion.split('.')[0]);
  const manifests = workspaceFolders(root).map(folder =>
    join(folder, 'package.json'),
  );
  for (const file of [
    'yarn.lock',
    '.yarnrc.yml',
    'package.json',
    ...manifests,
  ]) {
    hash.update(`\n${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

export const installed = root =>
  existsSync(stampOf(root)) ? readFileSync(stampOf(root), 'utf8') : undefined;

export const setInstalled = (root, hash) => writeFileSync(stampOf(root), hash);
