import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ClusterSnapshot } from 'backstage-plugin-network-policy-common';
import { stringify } from 'yaml';
import { plainObjects } from './plainObjects';

/** How manifests are written down. */
export type ManifestFormat = 'yaml' | 'json';

function textOf(items: readonly object[], format: ManifestFormat): string {
  if (format === 'json') {
    const list = { apiVersion: 'v1', kind: 'List', items };
    return `${JSON.stringify(list, null, 2)}\n`;
  }
  return items
    .map(item => stringify(item, { aliasDuplicateObjects: false }))
    .join('---\n');
}

/** The manifests of a cluster by the file, without its ending, that they belong in. */
function manifestFiles(snapshot: ClusterSnapshot): Map<string, object[]> {
  const files = new Map<string, object[]>();
  // No namespace can be called like the file of what is in none: a name has no underscore.
  for (const { namespace = 'cluster_wide', manifest } of plainObjects(
    snapshot,
  )) {
    const there = files.get(namespace);
    if (there) {
      there.push(manifest);
    } else {
      files.set(namespace, [manifest]);
    }
  }
  return files;
}

/** Writes a cluster as plain manifests, a file for each namespace. Returns how many files there are. */
export async function exportCluster(
  snapshot: ClusterSnapshot,
  folder: string,
  format: ManifestFormat,
): Promise<number> {
  const files = manifestFiles(snapshot);
  await mkdir(folder, { recursive: true });
  for (const [file, manifests] of files) {
    const text = textOf(manifests, format);
    await writeFile(join(folder, `${file}.${format}`), text);
  }
  return files.size;
}
