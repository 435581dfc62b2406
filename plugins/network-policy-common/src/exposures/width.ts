import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { NetworkPolicy, NetworkPolicyRule } from '../kubernetes/networkPolicy';
import { Width } from '../schema/openapi';
import { holdsWholeFamily } from '../policies/addressRanges';
import { conditionsOnNamespaces, theOnlyNamespace } from './conditions';
import { RuleSource, sourcesOfRule } from './ruleSources';

/** The places of the widths, widest first. */
const places: Readonly<Record<Width, number>> = {
  'any-source': 0,
  'all-namespaces': 1,
  'labelled-namespaces': 2,
  'certain-pods': 3,
  'certain-pods-in-labelled-namespaces': 4,
  addresses: 5,
};

/**
 * All widths, widest first. The type of the places asks for each of them.
 *
 * @public
 */
export const widths: readonly Width[] = Object.keys(places) as Width[];

/**
 * The place of a width among all, the widest at 0.
 *
 * @public
 */
export function placeOfWidth(width: Width): number {
  return places[width];
}

/** Orders widths, widest first. */
export function compareWidths(one: Width, other: Width): number {
  return placeOfWidth(one) - placeOfWidth(other);
}

/**
 * How wide it is to admit a source.
 *
 * @param own - the namespace that the pods which are opened are in, where it is one
 * @returns undefined when nothing beyond that namespace is admitted
 */
export function widthOfSource(
  source: RuleSource,
  own: string | undefined,
): Width | undefined {
  switch (source.kind) {
    case 'anything':
      return 'any-source';
    case 'addresses':
      return holdsWholeFamily(source.ranges) ? 'any-source' : 'addresses';
    default: {
      const { namespaces, pods } = source;
      if (own !== undefined && theOnlyNamespace(namespaces) === own) {
        return undefined;
      }
      if (namespaces.size === 0) {
        return pods.size === 0 ? 'all-namespaces' : 'certain-pods';
      }
      return pods.size === 0
        ? 'labelled-namespaces'
        : 'certain-pods-in-labelled-namespaces';
    }
  }
}

/** The widest of some sources; see {@link widthOfSource}. */
export function widestOf(
  sources: readonly RuleSource[],
  own: string | undefined,
): Width | undefined {
  return sources
    .map(source => widthOfSource(source, own))
    .filter(width => width !== undefined)
    .sort(compareWidths)[0];
}

/**
 * How wide a rule of ingress opens the pods of its policy, however it is spelled; the width of its widest peer. A rule
 * without peers, and blocks that together hold all addresses of a family, admit any source, sources outside the cluster
 * included. Peers that together leave no namespace out admit all namespaces; a peer that nothing can match admits none.
 *
 * @returns undefined when the rule admits nothing beyond the policy's own namespace
 * @public
 */
export function exposureWidth(
  { namespace }: Pick<NetworkPolicy, 'namespace'>,
  rule: NetworkPolicyRule,
): Width | undefined {
  return widestOf(sourcesOfRule(rule, namespace), namespace);
}

/** The one namespace that a cluster-wide policy is about, where it is one. */
export function onlyNamespaceOf({
  subject,
}: Pick<ClusterNetworkPolicy, 'subject'>): string | undefined {
  const conditions = conditionsOnNamespaces(subject.namespaceSelector);
  return conditions && theOnlyNamespace(conditions);
}

/**
 * Whether a rule is NP-05 in effect: every pod of every namespace, and nothing outside the cluster.
 *
 * @public
 */
export function isAllNamespaces(
  policy: Pick<NetworkPolicy, 'namespace'>,
  rule: NetworkPolicyRule,
): boolean {
  return (
    exposureWidth(policy, rule) === 'all-namespaces' &&
    rule.peers.every(({ kind }) => kind === 'pods')
  );
}
