import { EntityReach } from 'backstage-plugin-network-policy-common';

/**
 * From where a service is probed when nobody says: its own namespace, and one other that can be expected to hold
 * people's pods (not a system namespace), preferably one that the policies let in.
 */
export function defaultSourceNamespaces(
  { targets }: EntityReach,
  { cluster, namespace }: { cluster: string; namespace: string },
): string[] {
  const target = targets.find(
    candidate =>
      candidate.state === 'evaluated' &&
      candidate.cluster.name === cluster &&
      candidate.namespace === namespace,
  );
  const others =
    target?.state === 'evaluated'
      ? target.namespaces.filter(row => !row.own && !row.system)
      : [];
  const other = others.find(row => row.reach !== 'none') ?? others[0];
  return other ? [namespace, other.namespace] : [namespace];
}
