import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { compileClusterNetworkPolicy } from '../policies/compileClusterNetworkPolicy';
import {
  comparePriority,
  CompiledPolicy,
  Direction,
  FindSelector,
} from '../policies/compiledPolicy';
import { compileNetworkPolicy } from '../policies/compileNetworkPolicy';
import { LabelSet } from '../policies/labelSets';
import { Selector } from '../policies/selector';
import { openSide, Side, sideOf } from '../policies/side';
import {
  forgetSides,
  IndexedNamespace,
  IndexedPolicy,
  KnownSides,
} from './indexedNamespace';

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
}

/** Makes cluster-wide policies ready to be asked. */
export function indexClusterPolicies(
  policies: Iterable<ClusterNetworkPolicy>,
  find: FindSelector,
): IndexedClusterPolicy[] {
  return [...policies].sort(comparePriority).map(policy => ({
    policy,
    namespaceSelector: find(policy.subject.namespaceSelector),
    ...(policy.subject.podSelector && {
      podSelector: find(policy.subject.podSelector),
    }),
    compiled: compileClusterNetworkPolicy(policy, find),
  }));
}

const policyTypes = { ingress: 'Ingress', egress: 'Egress' } as const;

function isolating(
  policies: readonly IndexedPolicy[],
  { labels }: LabelSet,
): IndexedPolicy[] {
  const found: IndexedPolicy[] = [];
  for (const indexed of policies) {
    indexed.podSelector ??= new Selector(indexed.policy.podSelector);
    if (indexed.podSelector.selects(labels)) {
      found.push(indexed);
    }
  }
  // Whatever came when, the reasons are in one order.
  return found.sort((one, other) =>
    one.policy.name < other.policy.name ? -1 : 1,
  );
}

function policiesAbout(
  { ordered }: IndexedClusterPolicies,
  namespace: IndexedNamespace,
  labels: LabelSet,
  direction: Direction,
): IndexedClusterPolicy[] {
  return ordered.filter(
    ({ policy, namespaceSelector, podSelector }) =>
      policy[direction].length > 0 &&
      namespaceSelector.selectsSet(namespace.labels) &&
      (podSelector === undefined || podSelector.selectsSet(labels)),
  );
}

function makeSide(
  policies: readonly IndexedPolicy[],
  about: readonly IndexedClusterPolicy[],
  direction: Direction,
  find: FindSelector,
): Side {
  const compiled = policies.map(indexed => {
    indexed.compiled ??= compileNetworkPolicy(indexed.policy, find);
    return indexed.compiled;
  });
  const tier = (name: ClusterNetworkPolicy['tier']) =>
    about
      .filter(({ policy }) => policy.tier === name)
      .flatMap(one => one.compiled[direction]);
  return sideOf({
    admin: tier('Admin'),
    isolating: compiled,
    networkPolicy: compiled.flatMap(policy => policy[direction]),
    baseline: tier('Baseline'),
  });
}

function knownSides(
  namespace: IndexedNamespace,
  direction: Direction,
  version: number,
): KnownSides {
  if (namespace.clusterPoliciesVersion !== version) {
    forgetSides(namespace);
    namespace.clusterPoliciesVersion = version;
  }
  let known = namespace.sides[direction];
  if (!known) {
    const type = policyTypes[direction];
    known = {
      policies: namespace.policies.filter(({ policy }) =>
        policy.policyTypes.includes(type),
      ),
      byLabels: new Map(),
      distinct: new Map(),
    };
    namespace.sides[direction] = known;
  }
  return known;
}

/**
 * What policies say of the pods of a namespace that have these labels; the same side for all whom the same policies
 * select.
 */
export function findSide(
  namespace: IndexedNamespace,
  labels: LabelSet,
  direction: Direction,
  clusterPolicies: IndexedClusterPolicies,
  find: FindSelector,
): Side {
  const known = knownSides(namespace, direction, clusterPolicies.version);
  const found = known.byLabels.get(labels);
  if (found) {
    return found;
  }
  const policies = isolating(known.policies, labels);
  const about = policiesAbout(clusterPolicies, namespace, labels, direction);
  let side = openSide;
  if (policies.length > 0 || about.length > 0) {
    // Names hold no character that separates them here.
    let key = '';
    for (const { policy } of policies) {
      key += `${policy.name},`;
    }
    for (const { policy } of about) {
      key += `${policy.kind}/${policy.name},`;
    }
    side =
      known.distinct.get(key) ?? makeSide(policies, about, direction, find);
    known.distinct.set(key, side);
  }
  known.byLabels.set(labels, side);
  return side;
}
