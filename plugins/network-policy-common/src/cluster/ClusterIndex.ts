import { Node, Pod } from '../kubernetes/clusterSnapshot';
import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { Labels } from '../kubernetes/labels';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { bareNamespace } from '../kubernetes/parseNamespace';
import { Block } from '../policies/block';
import { Direction, FindSelector } from '../policies/compiledPolicy';
import { LabelSet, labelSetNumbers, LabelSets } from '../policies/labelSets';
import { Selectors } from '../policies/Selectors';
import { Side } from '../policies/side';
import { groupSources } from './groupSources';
import { indexClusterPolicies } from './indexedClusterPolicies';
import {
  exists,
  forgetSides,
  IndexedNamespace,
  newNamespace,
} from './indexedNamespace';
import { addPods, removePod } from './namespacePods';
import { PeerNumbers } from './PeerNumbers';
import { PodAddresses } from './PodAddresses';
import { classify, PodClass } from './podClass';
import { PodsOnNodes } from './PodsOnNodes';
import { runsOfNamespaces } from './runsOfNamespaces';
import { SelectorKeys } from './selectorKeys';
import {
  blocksOfSides,
  findSide,
  KnownSides,
  knownSides,
  sideOfLabels,
} from './sides';
import { SourceGroup } from './SourceGroup';
import { SpellingNumbers } from './SpellingNumbers';
import { digestSources, SourcesDigest } from './sourcesDigest';
import { withMore } from './withMore';

/**
 * Pods and policies made ready for questions. Whatever is worked out is worked out when it is first asked for, and kept
 * until something changes that it depends on.
 */
export class ClusterIndex {
  readonly nodes = new Map<string, Node>();
  private readonly selectors = new Selectors();
  private readonly findSelector: FindSelector = selector =>
    this.selectors.find(selector);
  /** The peers that sources ask for, each once. */
  readonly peers = new PeerNumbers(this.findSelector);
  /** Kinds of destinations that policies of sources do not tell apart, each by a number. */
  readonly destinations = new SpellingNumbers();
  readonly addresses = new PodAddresses(() => this.used());
  readonly onNodes = new PodsOnNodes();
  private readonly namespaces = new Map<string, IndexedNamespace>();
  private sorted: readonly IndexedNamespace[] | undefined;
  private readonly nextLabelSet = labelSetNumbers();
  private readonly selectorKeys = new SelectorKeys();
  private readonly podLabels = new LabelSets(this.nextLabelSet, () =>
    this.selectorKeys.all(),
  );
  private clusterPolicies = indexClusterPolicies([], this.findSelector, 0);
  private knownEgressBlocks: readonly Block[] | undefined;

  /** Finds a namespace that was used before. */
  known(name: string): IndexedNamespace | undefined {
    return this.namespaces.get(name);
  }

  /** Finds a namespace, which may be used for the first time. */
  namespace(name: string): IndexedNamespace {
    return (
      this.namespaces.get(name) ??
      this.addNamespace(name, bareNamespace(name).labels)
    );
  }

  /** Every namespace that was used, also if nothing is in it. */
  used(): Iterable<IndexedNamespace> {
    return this.namespaces.values();
  }

  /** Every namespace that is given or has pods, by name. */
  existing(): readonly IndexedNamespace[] {
    this.sorted ??= [...this.namespaces.values()]
      .filter(exists)
      .sort((one, other) => (one.name < other.name ? -1 : 1));
    return this.sorted;
  }

  /** Sets a namespace, or takes it away. Without other labels, nothing that was worked out changes. */
  setNamespace(name: string, given: IndexedNamespace['given']): void {
    const { labels } = given ?? bareNamespace(name);
    const namespace =
      this.namespaces.get(name) ?? this.addNamespace(name, labels);
    const existed = exists(namespace);
    namespace.given = given;
    if (exists(namespace) !== existed) {
      this.sorted = undefined;
    }
    if (!areEqual(namespace.labels.labels, labels)) {
      namespace.labels = { id: this.nextLabelSet(), labels };
      namespace.classes = undefined;
      forgetSides(namespace);
      // Cluster-wide policies may be about the namespace now, or no longer.
      this.knownEgressBlocks = undefined;
    }
  }

  /** Adds many pods that are not there yet. */
  addPods(pods: readonly Pod[]): void {
    for (const run of runsOfNamespaces(pods)) {
      const namespace = this.namespace(run[0].namespace);
      this.addresses.forget(namespace);
      if (!exists(namespace)) {
        this.sorted = undefined;
      }
      addPods(namespace, run);
      run.forEach(pod => this.onNodes.add(pod));
    }
  }

  /** Adds a pod that is not there yet. */
  addPod(pod: Pod): void {
    this.addPods([pod]);
  }

  /** Takes out a pod that is there. */
  removePod(pod: Pod): void {
    const namespace = this.namespace(pod.namespace);
    removePod(namespace, pod);
    this.onNodes.remove(pod);
    this.addresses.forget(namespace);
    if (!exists(namespace)) {
      this.sorted = undefined;
    }
  }

  /** Adds policies that are not there yet. */
  addPolicies(policies: readonly NetworkPolicy[]): void {
    for (const run of runsOfNamespaces(policies)) {
      const namespace = this.namespace(run[0].namespace);
      forgetSides(namespace);
      namespace.policies = withMore(namespace.policies, run);
      run.forEach(policy => this.forgetEgressBlocks(policy));
    }
    this.selectorKeys.add(policies);
  }

  /** Puts a policy in the place of the one with its name, or beside the others. */
  setPolicy(policy: NetworkPolicy): void {
    this.removePolicy(policy.namespace, policy.name);
    this.addPolicies([policy]);
  }

  /** Takes out a policy, if it is there. */
  removePolicy(name: string, policyName: string): void {
    const namespace = this.namespace(name);
    const position = namespace.policies.findIndex(
      policy => policy.name === policyName,
    );
    if (position >= 0) {
      const [policy] = namespace.policies.splice(position, 1);
      forgetSides(namespace);
      this.forgetEgressBlocks(policy);
    }
  }

  /** Replaces all cluster-wide policies. */
  setClusterPolicies(policies: Iterable<ClusterNetworkPolicy>): void {
    const all = [...policies];
    this.selectorKeys.add(all);
    this.knownEgressBlocks = undefined;
    this.clusterPolicies = indexClusterPolicies(
      all,
      this.findSelector,
      this.clusterPolicies.version + 1,
    );
  }

  /** The cluster-wide policies, in the order in which they are asked. */
  orderedClusterPolicies(): ClusterNetworkPolicy[] {
    return this.clusterPolicies.ordered.map(({ policy }) => policy);
  }

  /** A number that changes with the pods and policies of a namespace, and with the cluster-wide policies. */
  versionOf(name: string): number {
    return this.namespace(name).changes + this.clusterPolicies.version;
  }

  /** How many keys of labels policies ask pods for; pods that were alike may not be when there are more. */
  get askedKeys(): number {
    return this.selectorKeys.all().size;
  }

  /** The label set of pods with these labels, of which those count that some policy asks for. */
  podLabelSet(labels: Labels): LabelSet {
    return this.podLabels.of(labels);
  }

  /** Sorts pods of one namespace into classes that no policy tells apart. */
  classify(pods: Iterable<Pod>): PodClass[] {
    return classify(pods, labels => this.podLabels.of(labels));
  }

  /** The classes of pods of a namespace, finished ones too. */
  classes(name: string): readonly PodClass[] {
    const namespace = this.namespaces.get(name);
    if (!namespace) {
      return [];
    }
    const { askedKeys } = this;
    if (namespace.classes?.askedKeys !== askedKeys) {
      namespace.classes = { askedKeys, all: this.classify(namespace.pods) };
    }
    return namespace.classes.all;
  }

  /** The policies that may be about pods of a namespace. */
  sidesOf(namespace: IndexedNamespace, direction: Direction): KnownSides {
    return knownSides(namespace, direction, this.clusterPolicies);
  }

  /** What policies say of one direction of pods with these labels. */
  side(name: string, labels: LabelSet, direction: Direction): Side {
    const known = this.sidesOf(this.namespace(name), direction);
    return findSide(known, labels, this.findSelector);
  }

  /** The same for labels that are asked for once; remembers less. */
  sideOfLabels(known: KnownSides, labels: Labels): Side {
    return sideOfLabels(known, labels, this.findSelector);
  }

  /** The pods of a namespace as sources of connections. */
  sources(namespace: IndexedNamespace): readonly SourceGroup[] {
    // Where cluster-wide policies have changed, this forgets the sources.
    const known = this.sidesOf(namespace, 'egress');
    namespace.sources ??= groupSources(this, namespace, known);
    return namespace.sources;
  }

  /** The sources of a namespace at a glance; undefined where they must be looked at one by one. */
  digest(namespace: IndexedNamespace): SourcesDigest | undefined {
    const { digest, clusterPoliciesVersion } = namespace;
    // Of ten thousand namespaces each thing that need not be looked at counts.
    if (digest && clusterPoliciesVersion === this.clusterPolicies.version) {
      return digest;
    }
    const sources = this.sources(namespace);
    if (namespace.digest === undefined) {
      const peers = this.peers.ofSides(this.sidesOf(namespace, 'egress'));
      namespace.digest = digestSources(sources, peers) ?? null;
    }
    return namespace.digest ?? undefined;
  }

  /** The blocks by which the egress of any pod tells destinations apart, each once. */
  egressBlocks(): readonly Block[] {
    if (!this.knownEgressBlocks) {
      const found = new Map<string, Block>();
      for (const namespace of this.namespaces.values()) {
        for (const block of blocksOfSides(this.sidesOf(namespace, 'egress'))) {
          found.set(block.key, block);
        }
      }
      this.knownEgressBlocks = [...found.values()];
    }
    return this.knownEgressBlocks;
  }

  // Finding them anew is a look at every namespace, and few policies have any.
  private forgetEgressBlocks({ egress }: NetworkPolicy): void {
    if (
      this.knownEgressBlocks &&
      egress.some(({ peers }) => peers.some(({ kind }) => kind === 'ipBlock'))
    ) {
      this.knownEgressBlocks = undefined;
    }
  }

  private addNamespace(name: string, labels: Labels): IndexedNamespace {
    // No two namespaces have the same labels, for their name is one.
    const namespace = newNamespace(name, { id: this.nextLabelSet(), labels });
    this.namespaces.set(name, namespace);
    // Cluster-wide policies may be about it.
    this.knownEgressBlocks = undefined;
    return namespace;
  }
}

function areEqual(one: Labels, other: Labels): boolean {
  if (one === other) {
    return true;
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every(key => one[key] === other[key])
  );
}
