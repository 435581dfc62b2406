import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { compileClusterNetworkPolicy } from '../policies/compileClusterNetworkPolicy';
import {
  comparePriority,
  CompiledPolicy,
  FindSelector,
} from '../policies/compiledPolicy';
import { Selector } from '../policies/selector';
import type { KnownSides } from './sides';

/** A cluster-wide policy in the index. */
export interface IndexedClusterPolicy {
  policy: ClusterNetworkPolicy;
  namespaceSelector: Selector;
  podSelector?: Selector;
  compiled: CompiledPolicy;
}

/** The cluster-wide policies, in the order in which they are asked. */
export interface IndexedClusterPolicies {
  ordered: readonly IndexedClusterPolicy[];
  /** Counts the changes. */
  version: number;
  /**
   * What they say where a namespace has no policies of its own, by the direction and by which of them select the
   * namespace. Most namespaces have the same.
   */
  alone: Map<string, KnownSides>;
}

/** Makes cluster-wide policies ready to be asked. */
export function indexClusterPolicies(
  policies: Iterable<ClusterNetworkPolicy>,
  find: FindSelector,
  version: number,
): IndexedClusterPolicies {
  const ordered = [...policies].sort(comparePriority).map(policy => ({
    policy,
    namespaceSelector: find(policy.subject.namespaceSelector),
    ...(policy.subject.podSelector && {
      podSelector: find(policy.subject.podSelector),
    }),
    compiled: compileClusterNetworkPolicy(policy, find),
  }));
  return { ordered, version, alone: new Map() };
}
