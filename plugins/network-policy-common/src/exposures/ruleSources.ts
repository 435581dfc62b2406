import {
  ClusterNetworkPolicyPeer,
  ClusterNetworkPolicyRule,
} from '../kubernetes/clusterNetworkPolicy';
import { LabelSelector } from '../kubernetes/labels';
import {
  NetworkPolicyPeer,
  NetworkPolicyRule,
} from '../kubernetes/networkPolicy';
import { Block, blockOf } from '../policies/block';
import {
  AddressRanges,
  includesRanges,
  isEmptyRanges,
  rangesAreApart,
  rangesOf,
} from '../policies/addressRanges';
import {
  allowEveryNamespace,
  Conditions,
  conditionsOnNamespaces,
  conditionsOnPods,
  excludeEachOther,
  includesConditions,
  noConditions,
  onlyNamespace,
} from './conditions';
import { LabelValues, uniteValues } from './labelValues';

/** Pods that a rule is about. */
export interface PodSources {
  kind: 'pods';
  namespaces: Conditions;
  pods: Conditions;
}

/** Whom a rule of ingress is about, however it is spelled: the same sources are the same. */
export type RuleSource =
  | { kind: 'anything' }
  | PodSources
  | { kind: 'addresses'; ranges: AddressRanges };

const anything: readonly RuleSource[] = [{ kind: 'anything' }];

function podSources(
  namespaces: Conditions | undefined,
  podSelector: LabelSelector | undefined,
): PodSources[] {
  const pods = podSelector ? conditionsOnPods(podSelector) : noConditions;
  return namespaces && pods ? [{ kind: 'pods', namespaces, pods }] : [];
}

// Peers that ask for one label of the namespace and nothing else may together leave no namespace out.
function unitePods(sources: readonly PodSources[]): PodSources[] {
  if (sources.length < 2) {
    return [...sources];
  }
  const united: PodSources[] = [];
  const byKey = new Map<string, LabelValues[]>();
  for (const source of sources) {
    const [condition, ...more] = source.namespaces;
    if (source.pods.size > 0 || more.length > 0) {
      united.push(source);
    } else if (condition) {
      const [key, values] = condition;
      const alike = byKey.get(key);
      if (alike) {
        alike.push(values);
      } else {
        byKey.set(key, [values]);
      }
    } else {
      return [source];
    }
  }
  for (const [key, all] of byKey) {
    const values = uniteValues(all);
    if (allowEveryNamespace(key, values)) {
      return [{ kind: 'pods', namespaces: noConditions, pods: noConditions }];
    }
    united.push({
      kind: 'pods',
      namespaces: new Map([[key, values]]),
      pods: noConditions,
    });
  }
  return united;
}

function unite(
  pods: readonly PodSources[],
  blocks: readonly (Block | undefined)[],
): RuleSource[] {
  const united: RuleSource[] = unitePods(pods);
  const given = blocks.filter(block => block !== undefined);
  if (given.length > 0) {
    const ranges = rangesOf(given);
    if (!isEmptyRanges(ranges)) {
      united.push({ kind: 'addresses', ranges });
    }
  }
  return united;
}

function podsOfPeer(peer: NetworkPolicyPeer, namespace: string): PodSources[] {
  return peer.kind === 'pods'
    ? podSources(
        peer.namespaceSelector
          ? conditionsOnNamespaces(peer.namespaceSelector)
          : onlyNamespace(namespace),
        peer.podSelector,
      )
    : [];
}

/**
 * Whom a rule of a NetworkPolicy is about. Peers that can match nothing are left out, so that none may be left.
 *
 * @param namespace - the policy's own
 */
export function sourcesOfRule(
  { peers }: NetworkPolicyRule,
  namespace: string,
): readonly RuleSource[] {
  return peers.length === 0
    ? anything
    : unite(
        peers.flatMap(peer => podsOfPeer(peer, namespace)),
        peers.flatMap(peer =>
          peer.kind === 'ipBlock' ? [blockOf(peer.cidr, peer.except)] : [],
        ),
      );
}

function blocksOfPeer(peer: ClusterNetworkPolicyPeer) {
  return peer.kind === 'networks' ? peer.cidrs.map(cidr => blockOf(cidr)) : [];
}

/** Whom a rule of ingress of a cluster-wide policy is about. */
export function sourcesOfClusterRule({
  action,
  peers,
}: ClusterNetworkPolicyRule): readonly RuleSource[] {
  // The specification: what is not understood must never let more through.
  if (action !== 'Accept' && peers.some(({ kind }) => kind === 'unknown')) {
    return anything;
  }
  return unite(
    peers.flatMap(peer =>
      peer.kind === 'pods'
        ? podSources(
            conditionsOnNamespaces(peer.namespaceSelector),
            peer.podSelector,
          )
        : [],
    ),
    peers.flatMap(blocksOfPeer),
  );
}

/** Whether one source holds all of another one, for certain. */
export function includesSource(outer: RuleSource, inner: RuleSource): boolean {
  if (outer.kind === 'anything') {
    return true;
  }
  if (outer.kind === 'pods') {
    return (
      inner.kind === 'pods' &&
      includesConditions(outer.namespaces, inner.namespaces) &&
      includesConditions(outer.pods, inner.pods)
    );
  }
  // That a block holds the addresses of pods counts for little: not every network plugin matches them.
  return (
    inner.kind === 'addresses' && includesRanges(outer.ranges, inner.ranges)
  );
}

/** Whether two sources have nothing in common, for certain. A pod may have an address in any block. */
export function areApart(one: RuleSource, other: RuleSource): boolean {
  if (one.kind === 'pods' && other.kind === 'pods') {
    return (
      excludeEachOther(one.namespaces, other.namespaces) ||
      excludeEachOther(one.pods, other.pods)
    );
  }
  return (
    one.kind === 'addresses' &&
    other.kind === 'addresses' &&
    rangesAreApart(one.ranges, other.ranges)
  );
}
