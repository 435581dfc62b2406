import { NamespaceRow } from 'backstage-plugin-network-policy-common';
import { createHash } from 'node:crypto';
import { ProbedRow } from './attention';

type Labels = NamespaceRow['labels'];

interface KnownNamespaces {
  names: readonly string[];
  labels: readonly Labels[];
  digest: string;
}

/** What the namespaces of a cluster are themselves, by the labels of the first of them. */
const knownNamespaces = new WeakMap<Labels, KnownNamespaces>();

/**
 * Says the same of rows that say the same, in every replica, and else something different.
 *
 * Every change in a cluster asks for it anew, for each target that somebody looks at. So what many rows share is written
 * down once and has a number, and what namespaces are themselves is written down again only when that has changed.
 */
export function revisionOf(rows: readonly ProbedRow[]): string {
  const hash = createHash('sha256').update(digestOfNamespaces(rows));
  const numbers = new Map<string, number>();
  const known = new Map<unknown, number>();
  let text = '';
  const numberOf = (part: unknown): number => {
    let number = known.get(part);
    if (number === undefined) {
      const said = JSON.stringify(part) ?? '';
      // Other replicas share other objects, and have to come to the same.
      number = numbers.get(said);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(said, number);
        text += `${said}\n`;
      }
      known.set(part, number);
    }
    return number;
  };
  for (const { row, probe } of rows) {
    const { reach, pods, ingress, egress, ports, groups } = row;
    const first = `${numberOf(ingress)} ${numberOf(egress)} ${numberOf(ports)}`;
    const second = `${numberOf(groups)} ${numberOf(probe)}`;
    text += `${reach} ${pods.allowed}/${pods.total} ${first} ${second}\n`;
  }
  return hash.update(text).digest('base64url');
}

/** Labels stay one object until they change. */
function digestOfNamespaces(rows: readonly ProbedRow[]): string {
  if (rows.length === 0) {
    return '';
  }
  const [{ row: first }] = rows;
  const known = knownNamespaces.get(first.labels);
  if (
    known?.names.length === rows.length &&
    rows.every(
      ({ row: { namespace, labels } }, index) =>
        labels === known.labels[index] && namespace === known.names[index],
    )
  ) {
    return known.digest;
  }
  const hash = createHash('sha256');
  for (const { row } of rows) {
    hash.update(`${row.namespace} ${JSON.stringify(row.labels)}\n`);
  }
  const digest = hash.digest('base64url');
  knownNamespaces.set(first.labels, {
    names: rows.map(({ row }) => row.namespace),
    labels: rows.map(({ row }) => row.labels),
    digest,
  });
  return digest;
}
