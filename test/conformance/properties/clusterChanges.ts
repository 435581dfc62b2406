import {
  ClusterChange,
  evaluateConnection,
  IndexedCluster,
  readObject,
} from 'backstage-plugin-network-policy-common';
import { endsOf, FuzzCase } from '../arbitraries/fuzzCase';
import { engineEnd } from '../evaluators/engineEvaluator';
import { portsToAsk, protocols } from '../evaluators/portRanges';
import { namespaceOf } from '../naive/ends';
import { RawObject } from '../naive/objects';

const clusterWide = ['Namespace', 'Node'];

/** What tells an object from all others. */
function identityOf(object: RawObject): string {
  const { kind, metadata } = object;
  const namespaced =
    !clusterWide.includes(kind) &&
    !(kind !== 'NetworkPolicy' && kind.endsWith('NetworkPolicy'));
  return [kind, namespaced ? namespaceOf(object) : '', metadata.name].join(' ');
}

/** The changes that a manifest makes to a cluster that it is applied to, or deleted from. */
export function changesOf(
  type: ClusterChange['type'],
  object: RawObject,
): ClusterChange[] {
  const read = readObject(object);
  if (read.outcome !== 'read') {
    throw new Error(`Not read: ${JSON.stringify(read)}`);
  }
  return read.objects.map(one => ({ type, ...one }));
}

/** The manifests after some of them were applied, and others deleted. */
export function manifestsAfter(
  before: readonly RawObject[],
  changes: readonly { type: ClusterChange['type']; object: RawObject }[],
): RawObject[] {
  const byIdentity = new Map(
    before.map(object => [identityOf(object), object]),
  );
  for (const { type, object } of changes) {
    if (type === 'set') byIdentity.set(identityOf(object), object);
    else byIdentity.delete(identityOf(object));
  }
  return [...byIdentity.values()];
}

const sorted = (items: readonly unknown[]) =>
  items.map(item => JSON.stringify(item)).sort();

/** A value of which no list says by its order how it came about. */
function unordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return sorted(value.map(unordered));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, unordered(item)]),
      )
    : value;
}

/**
 * What a cluster says of the connections of a case, and why, in an order that does not depend on its history: of all
 * pairs of ends, or of one in so many.
 */
export function answersOf(
  cluster: IndexedCluster,
  fuzzed: FuzzCase,
  oneIn = 1,
): unknown[] {
  const ports = portsToAsk(fuzzed.objects);
  const ends = endsOf(fuzzed);
  return ends.flatMap((from, row) =>
    ends.flatMap((to, column) => {
      const index = fuzzed.pick + 7 * row + column;
      if (index % oneIn !== 0) return [];
      const verdict = evaluateConnection(cluster, {
        from: engineEnd(cluster, from),
        to: engineEnd(cluster, to),
        port: {
          protocol: protocols[index % protocols.length],
          port: ports[index % ports.length],
        },
      });
      return [{ from, to, verdict: unordered(verdict) }];
    }),
  );
}

/** All that a cluster lists, in an order that does not depend on its history. */
export const contentsOf = (cluster: IndexedCluster) => ({
  pods: sorted([...cluster.pods()]),
  services: sorted([...cluster.services()]),
  networkPolicies: sorted([...cluster.networkPolicies()]),
  clusterNetworkPolicies: sorted([...cluster.clusterNetworkPolicies()]),
  nodes: sorted([...cluster.nodes()]),
});
