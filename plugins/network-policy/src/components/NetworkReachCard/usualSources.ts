import type { NamespaceReach } from 'backstage-plugin-network-policy-common';

/** The own namespace, and one other where people work, as far as others are known: the two that tell the most. */
export function usualSources(
  own: string,
  rows: readonly NamespaceReach[],
): string[] {
  const others = rows.filter(row => !row.own && !row.system);
  const other = others.find(row => row.pods.total > 0) ?? others[0];
  return other ? [own, other.namespace] : [own];
}
