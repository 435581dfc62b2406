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

function isolatingPolicies(
  namespace: IndexedNamespace,
  labels: LabelSet,
  direction: Direction,
): IndexedPolicy[] {
  const found: IndexedPolicy[] = [];
  for (const indexed of namespace.policies.values()) {
    if (
      indexed.policy.policyTypes.includes(policyTypes[direction]) &&
      indexed.podSelector.selects(labels.labels)
    ) {
      found.push(indexed);
    }
  }
  return found;
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
      namespaceSelector.selects(namespace.labels.labels) &&
      (podSelector === undefined || podSelector.selects(labels.labels)),
  );
}

function makeSide(
  isolating: readonly IndexedPolicy[],
  about: readonly IndexedClusterPolicy[],
  direction: Direction,
  find: FindSelector,
): Side {
  const compiled = isolating.map(indexed => {
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

/** What policies say of the pods of a namespace that have these labels; the same side for all whom the same policies select. */
export function findSide(
  namespace: IndexedNamespace,
  labels: LabelSet,
  direction: Direction,
  clusterPolicies: IndexedClusterPolicies,
  find: FindSelector,
): Side {
  if (namespace.clusterPoliciesVersion !== clusterPolicies.version) {
    forgetSides(namespace);
    namespace.clusterPoliciesVersion = clusterPolicies.version;
  }
  const known = namespace.sides[direction].get(labels);
  if (known) {
    return known;
  }
  const isolating = isolatingPolicies(namespace, labels, direction);
  const about = policiesAbout(clusterPolicies, namespace, labels, direction);
  let side = openSide;
  if (isolating.length > 0 || about.length > 0) {
    // Names hold no character that separates them here.
    const key = [
      direction,
      isolating.map(({ policy }) => policy.name).join(),
      about.map(({ policy }) => `${policy.kind}/${policy.name}`).join(),
    ].join(';');
    side =
      namespace.distinctSides.get(key) ??
      makeSide(isolating, about, direction, find);
    namespace.distinctSides.set(key, side);
  }
  namespace.sides[direction].set(labels, side);
  return side;
}
