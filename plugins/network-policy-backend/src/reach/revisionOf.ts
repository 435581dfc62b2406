import { createHash } from 'node:crypto';
import { ProbedRow } from './attention';

/**
 * A text that is the same for rows that say the same, in every replica, and differs where they do not.
 *
 * Every change in a cluster asks for the revision of each target that somebody looks at. So what many rows share is
 * written down once and has a number, and what the namespaces are themselves comes from {@link NamespaceDigests}.
 *
 * @param namespacesDigest - of the namespaces of these very rows
 */
export function revisionOf(
  rows: readonly ProbedRow[],
  namespacesDigest: string,
): string {
  const hash = createHash('sha256').update(namespacesDigest);
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
