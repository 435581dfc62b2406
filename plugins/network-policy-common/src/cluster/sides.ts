import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { Labels } from '../kubernetes/labels';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { keysOfSelector, matchesSelector } from '../kubernetes/selectors';
import { Block } from '../policies/block';
import {
  CompiledPolicy,
  CompiledRule,
  Direction,
  FindSelector,
} from '../policies/compiledPolicy';
import { compileNetworkPolicy } from '../policies/compileNetworkPolicy';
import { LabelSet } from '../policies/labelSets';
import { blocksOf, openSides, Side } from '../policies/side';
import {
  IndexedClusterPolicies,
  IndexedClusterPolicy,
} from './indexedClusterPolicies';
import { forgetSides, IndexedNamespace } from './indexedNamespace';

const policyTypes = { ingress: 'Ingress', egress: 'Egress' } as const;

/**
 * The policies of one direction that may be about pods of a namespace, and the sides that were made of them. Namespaces
 * for which they are the same may share one.
 */
export interface KnownSides {
  direction: Direction;
  /** The NetworkPolicies of the namespace, by name: whatever came when, the reasons are in one order. */
  policies: readonly IndexedPolicy[];
  /** The cluster-wide policies that select the namespace, in the order in which they are asked. */
  clusterWide: readonly IndexedClusterPolicy[];
  /** The blocks by which they tell other ends apart; found when they are first asked for. */
  blocks?: readonly Block[];
  /** The numbers of the peers that they ask for elsewhere; found likewise. */
  peers?: readonly number[];
  /** The keys of the labels that they ask their own pods for; found likewise. */
  keys?: ReadonlySet<string>;
  byLabels?: Map<LabelSet, Side>;
  /** One side for all labels that the same policies select. */
  distinct?: Map<number | string, Side>;
}

/** A NetworkPolicy in the index. Most are never asked more than whom they select, so they are compiled late. */
interface IndexedPolicy {
  policy: NetworkPolicy;
  compiled?: CompiledPolicy;
}

function compareNames(one: IndexedPolicy, other: IndexedPolicy): number {
  return one.policy.name < other.policy.name ? -1 : 1;
}

function isSorted(policies: readonly IndexedPolicy[]): boolean {
  for (let place = 1; place < policies.length; place++) {
    if (policies[place - 1].policy.name >= policies[place].policy.name) {
      return false;
    }
  }
  return true;
}

function sidesOf(
  direction: Direction,
  policies: readonly IndexedPolicy[],
  clusterWide: readonly IndexedClusterPolicy[],
): KnownSides {
  return {
    direction,
    policies,
    clusterWide,
    blocks: undefined,
    peers: undefined,
    keys: undefined,
    byLabels: undefined,
    distinct: undefined,
  };
}

function newKnownSides(
  namespace: IndexedNamespace,
  direction: Direction,
  clusterPolicies: IndexedClusterPolicies,
): KnownSides {
  const policies: IndexedPolicy[] = [];
  const type = policyTypes[direction];
  for (const policy of namespace.policies) {
    if (policy.policyTypes.includes(type)) {
      policies.push({ policy, compiled: undefined });
    }
  }
  const alone = clusterPoliciesAlone(
    namespace.labels,
    direction,
    clusterPolicies,
  );
  // Lists come in this order from an API server.
  const sorted = isSorted(policies) ? policies : policies.sort(compareNames);
  return policies.length === 0
    ? alone
    : sidesOf(direction, sorted, alone.clusterWide);
}

function clusterPoliciesAlone(
  labels: LabelSet,
  direction: Direction,
  { ordered, alone }: IndexedClusterPolicies,
): KnownSides {
  const clusterWide: IndexedClusterPolicy[] = [];
  let spelling: string = direction;
  for (let position = 0; position < ordered.length; position++) {
    const { policy, namespaceSelector } = ordered[position];
    if (policy[direction].length > 0 && namespaceSelector.selectsSet(labels)) {
      clusterWide.push(ordered[position]);
      spelling += ` ${position}`;
    }
  }
  let known = alone.get(spelling);
  if (!known) {
    known = sidesOf(direction, [], clusterWide);
    alone.set(spelling, known);
  }
  return known;
}

/** What policies may say of one direction of the pods of a namespace. */
export function knownSides(
  namespace: IndexedNamespace,
  direction: Direction,
  clusterPolicies: IndexedClusterPolicies,
): KnownSides {
  if (namespace.clusterPoliciesVersion !== clusterPolicies.version) {
    forgetSides(namespace);
    namespace.clusterPoliciesVersion = clusterPolicies.version;
  }
  let known = namespace[direction];
  if (!known) {
    known = newKnownSides(namespace, direction, clusterPolicies);
    namespace[direction] = known;
  }
  return known;
}

/** The blocks by which policies of one direction of a namespace tell other ends apart. */
export function blocksOfSides(known: KnownSides): readonly Block[] {
  const { direction, policies, clusterWide } = known;
  known.blocks ??= blocksOf(
    policies.map(({ policy }) => policy),
    clusterWide.flatMap(({ compiled }) => compiled[direction]),
    direction,
  );
  return known.blocks;
}

/** The keys of the labels that policies of one direction of a namespace ask its pods for. */
export function keysOfSides(known: KnownSides): ReadonlySet<string> {
  const { policies, clusterWide } = known;
  known.keys ??= new Set([
    ...policies.flatMap(({ policy }) => keysOfSelector(policy.podSelector)),
    ...clusterWide.flatMap(({ podSelector }) => podSelector?.keys() ?? []),
  ]);
  return known.keys;
}

function selects({ policy }: IndexedPolicy, labels: Labels): boolean {
  return matchesSelector(policy.podSelector, labels);
}

function isAbout(
  { podSelector }: IndexedClusterPolicy,
  labels: Labels,
): boolean {
  return podSelector === undefined || podSelector.selects(labels);
}

const none: readonly CompiledRule[] = [];

/** As many policies can be told by the bits of a number. */
const mostBits = 31;

/** Tells which policies are about pods with some labels; 0 where none is. */
function selectionOf(
  { policies, clusterWide }: KnownSides,
  labels: Labels,
): number | string {
  const count = policies.length;
  const isFew = count + clusterWide.length <= mostBits;
  let bits = 0;
  let places = '';
  for (let place = 0; place < count + clusterWide.length; place++) {
    const isSelected =
      place < count
        ? selects(policies[place], labels)
        : isAbout(clusterWide[place - count], labels);
    if (isSelected && isFew) {
      bits |= 1 << place;
    } else if (isSelected) {
      places += `${place},`;
    }
  }
  return places || bits;
}

function makeSide(
  { direction, policies, clusterWide }: KnownSides,
  labels: Labels,
  find: FindSelector,
): Side {
  const isolating: CompiledPolicy[] = [];
  for (let place = 0; place < policies.length; place++) {
    const indexed = policies[place];
    if (selects(indexed, labels)) {
      indexed.compiled ??= compileNetworkPolicy(indexed.policy, find);
      isolating.push(indexed.compiled);
    }
  }
  const about = clusterWide.filter(policy => isAbout(policy, labels));
  const tier = (name: ClusterNetworkPolicy['tier']) =>
    about.length > 0
      ? about
          .filter(({ policy }) => policy.tier === name)
          .flatMap(({ compiled }) => compiled[direction])
      : none;
  return new Side({
    direction,
    admin: tier('Admin'),
    isolating,
    baseline: tier('Baseline'),
  });
}

/** What policies say of pods with these labels; the same side for all whom the same policies select. */
export function sideOfLabels(
  known: KnownSides,
  labels: Labels,
  find: FindSelector,
): Side {
  const selection = selectionOf(known, labels);
  if (selection === 0) {
    return openSides[known.direction];
  }
  known.distinct ??= new Map();
  let side = known.distinct.get(selection);
  if (!side) {
    side = makeSide(known, labels, find);
    known.distinct.set(selection, side);
  }
  return side;
}

/** What policies say of pods with these labels; remembers it. */
export function findSide(
  known: KnownSides,
  labels: LabelSet,
  find: FindSelector,
): Side {
  known.byLabels ??= new Map();
  let side = known.byLabels.get(labels);
  if (!side) {
    side = sideOfLabels(known, labels.labels, find);
    known.byLabels.set(labels, side);
  }
  return side;
}
