import { NamespaceRow } from 'backstage-plugin-network-policy-common';
import { createHash } from 'node:crypto';
import { VersionMemo } from '../state/VersionMemo';

/** Each holds the names of all namespaces of one cluster. */
const CLUSTERS = 100;

type Row = Pick<NamespaceRow, 'namespace' | 'labels'>;

interface Digest {
  rows: readonly Row[];
  digest: string;
}

/**
 * What the namespaces of clusters are themselves, as one short text each: their names and labels. The rows of all targets
 * of a cluster begin with the same namespaces, so it is worked out once for each version.
 */
export class NamespaceDigests {
  private readonly memo = new VersionMemo<Digest>(CLUSTERS);

  of(
    cluster: { name: string; version: number },
    rows: readonly NamespaceRow[],
  ): string {
    // A target without pods has no rows, and its cluster may have namespaces.
    return rows.length === 0
      ? ''
      : this.memo.of(cluster.name, cluster.version, outdated =>
          outdated && isSame(outdated.rows, rows) ? outdated : digestOf(rows),
        ).digest;
  }
}

/** Labels stay one object until they change. */
function isSame(before: readonly Row[], now: readonly Row[]): boolean {
  return (
    before.length === now.length &&
    before.every(
      ({ namespace, labels }, index) =>
        labels === now[index].labels && namespace === now[index].namespace,
    )
  );
}

/** The names and labels of the namespaces of rows. */
export function digestOf(rows: readonly Row[]): Digest {
  const hash = createHash('sha256');
  for (const { namespace, labels } of rows) {
    hash.update(`${namespace} ${JSON.stringify(labels)}\n`);
  }
  return {
    // The rows themselves hold more than this.
    rows: rows.map(({ namespace, labels }) => ({ namespace, labels })),
    digest: hash.digest('base64url'),
  };
}
