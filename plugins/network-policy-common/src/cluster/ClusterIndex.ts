import { AddressFamily } from '../kubernetes/addresses';
import { Node, Pod } from '../kubernetes/clusterSnapshot';
import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { Labels, LabelSelector } from '../kubernetes/labels';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { bareNamespace } from '../kubernetes/parseNamespace';
import { Block } from '../policies/block';
import { Direction, FindSelector } from '../policies/compiledPolicy';
import { PodsInBlock } from '../policies/end';
import { LabelSet, labelSetNumbers, LabelSets } from '../policies/labelSets';
import { Selector } from '../policies/selector';
import { Side } from '../policies/side';
import { groupSources, SourceGroup } from './groupSources';
import { PeerNumbers } from './PeerNumbers';
import { digestSources, SourcesDigest } from './sourcesDigest';
import { SourcesSummary, summariseSources } from './sourcesSummary';
import {
  exists,
  forgetSides,
  IndexedNamespace,
  newNamespace,
} from './indexedNamespace';
import { addPod, classesOf, podsOf, removePod } from './namespacePods';
import { familiesOfClass, forgetComputed, PodClass } from './podClass';
import { countPodsInBlock } from './podsInBlock';
import { addKeysOfClusterPolicy, addKeysOfPolicy } from './selectorKeys';
import {
  findSide,
  IndexedClusterPolicies,
  indexClusterPolicies,
} from './sides';

const addressFamilies = ['ipv4', 'ipv6'] as const;
const mostSelectors = 20_000;
const mostBlocks = 1_000;

/**
 * Pods and policies made ready for questions. Pods count by their labels that some policy asks for, so those that no
 * policy tells apart are one class. Whatever is worked out is kept until something changes that it depends on.
 */
export class ClusterIndex {
  readonly nodes = new Map<string, Node>();
  private readonly namespaces = new Map<string, IndexedNamespace>();
  private sorted: readonly IndexedNamespace[] | undefined;
  private readonly numbers = labelSetNumbers();
  private readonly askedKeys = new Set<string>();
  private readonly podLabels = new LabelSets(this.numbers, this.askedKeys);
  private readonly namespaceLabels = new LabelSets(this.numbers);
  private readonly selectors = new Map<string, Selector>();
  private clusterPolicies: IndexedClusterPolicies = { ordered: [], version: 0 };
  private readonly blocks = new Map<string, PodsInBlock>();
  /** The peers that sources ask for, each once. */
  readonly peers = new PeerNumbers();
  private summary: SourcesSummary | undefined;
  private families: readonly AddressFamily[] | undefined;

  /** Finds a namespace that was used before. */
  known(name: string): IndexedNamespace | undefined {
    return this.namespaces.get(name);
  }

  /** Finds a namespace, which may be used for the first time. */
  namespace(name: string): IndexedNamespace {
    let namespace = this.namespaces.get(name);
    if (!namespace) {
      const { labels } = bareNamespace(name);
      namespace = newNamespace(name, this.namespaceLabels.of(labels));
      this.namespaces.set(name, namespace);
    }
    return namespace;
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

  /** Sets the labels of a namespace, or takes them away. */
  setNamespace(name: string, given: IndexedNamespace['given']): void {
    const namespace = this.namespace(name);
    namespace.given = given;
    namespace.labels = this.namespaceLabels.of(
      (given ?? bareNamespace(name)).labels,
    );
    forgetSides(namespace);
    classesOf(namespace).forEach(forgetComputed);
    this.sorted = undefined;
    this.summary = undefined;
  }

  /**
   * Adds many pods that are not there yet. What reads objects hands out one object for equal labels where it can, which
   * is quicker to find than labels that are merely equal.
   */
  addPods(pods: Iterable<Pod>): void {
    const known = new Map<Labels, LabelSet>();
    for (const pod of pods) {
      let labels = known.get(pod.labels);
      if (!labels) {
        labels = this.podLabels.of(pod.labels);
        known.set(pod.labels, labels);
      }
      addPod(this.namespace(pod.namespace), pod, labels);
    }
    this.forgetPods();
  }

  /** Adds a pod that is not there yet. */
  addPod(pod: Pod): void {
    const labels = this.podLabels.of(pod.labels);
    addPod(this.namespace(pod.namespace), pod, labels);
    this.forgetPods();
  }

  /** Takes out a pod that is there. */
  removePod(pod: Pod): void {
    const labels = this.podLabels.of(pod.labels);
    removePod(this.namespace(pod.namespace), pod, labels);
    this.forgetPods();
  }

  /** Adds policies that are not there yet. */
  addPolicies(policies: Iterable<NetworkPolicy>): void {
    this.summary = undefined;
    const before = this.askedKeys.size;
    for (const policy of policies) {
      this.namespace(policy.namespace).policies.push({ policy });
      addKeysOfPolicy(policy, this.askedKeys);
    }
    this.reclassify(before);
  }

  /** Puts a policy in the place of the one with its name, or beside the others. */
  setPolicy(policy: NetworkPolicy): void {
    this.removePolicy(policy.namespace, policy.name);
    this.addPolicies([policy]);
    forgetSides(this.namespace(policy.namespace));
  }

  /** Takes out a policy, if it is there. */
  removePolicy(name: string, policyName: string): void {
    const namespace = this.namespace(name);
    const position = namespace.policies.findIndex(
      ({ policy }) => policy.name === policyName,
    );
    if (position >= 0) {
      namespace.policies.splice(position, 1);
      forgetSides(namespace);
      this.summary = undefined;
    }
  }

  /** Replaces all cluster-wide policies. */
  setClusterPolicies(policies: Iterable<ClusterNetworkPolicy>): void {
    const all = [...policies];
    const before = this.askedKeys.size;
    all.forEach(policy => addKeysOfClusterPolicy(policy, this.askedKeys));
    this.reclassify(before);
    this.summary = undefined;
    this.clusterPolicies = {
      ordered: indexClusterPolicies(all, this.findSelector),
      version: this.clusterPolicies.version + 1,
    };
  }

  /** The cluster-wide policies, in the order in which they are asked. */
  orderedClusterPolicies(): ClusterNetworkPolicy[] {
    return this.clusterPolicies.ordered.map(({ policy }) => policy);
  }

  /** A number that changes with the pods and policies of a namespace, and with the cluster-wide policies. */
  versionOf(name: string): number {
    return this.namespace(name).changes + this.clusterPolicies.version;
  }

  /** The label set of pods with these labels. */
  podLabelSet(labels: Labels): LabelSet {
    return this.podLabels.of(labels);
  }

  /** The labels of a namespace; one that is only used, never given, has just the label of its name. */
  namespaceLabelSet(name: string): LabelSet {
    return (
      this.namespaces.get(name)?.labels ??
      this.namespaceLabels.of(bareNamespace(name).labels)
    );
  }

  /** What policies say of one direction of pods with these labels. */
  side(name: string, labels: LabelSet, direction: Direction): Side {
    return findSide(
      this.namespace(name),
      labels,
      direction,
      this.clusterPolicies,
      this.findSelector,
    );
  }

  /** The classes of pods of a namespace, finished ones too. */
  classes(name: string): readonly PodClass[] {
    const namespace = this.namespaces.get(name);
    return namespace ? classesOf(namespace) : [];
  }

  /** The pods of a namespace as sources of connections. */
  sources(namespace: IndexedNamespace): readonly SourceGroup[] {
    if (
      !namespace.sources ||
      namespace.clusterPoliciesVersion !== this.clusterPolicies.version
    ) {
      namespace.sources = groupSources(this, classesOf(namespace));
      namespace.digest = undefined;
      // A namespace without pods asks for no side, which would bring this up to date.
      namespace.clusterPoliciesVersion = this.clusterPolicies.version;
    }
    return namespace.sources;
  }

  /** How many of the pods that have an address have one in a block. */
  podsInBlock(block: Block): PodsInBlock {
    let known = this.blocks.get(block.key);
    if (!known) {
      if (this.blocks.size >= mostBlocks) {
        this.blocks.clear();
      }
      known = countPodsInBlock(this.everyClass(), block);
      this.blocks.set(block.key, known);
    }
    return known;
  }

  /** The families of addresses that pods have. */
  podFamilies(): readonly AddressFamily[] {
    if (!this.families) {
      const found = new Set<AddressFamily>();
      for (const podClass of this.everyClass()) {
        familiesOfClass(podClass).forEach(family => found.add(family));
      }
      this.families = addressFamilies.filter(family => found.has(family));
    }
    return this.families;
  }

  /** The sources of a namespace at a glance. */
  digest(namespace: IndexedNamespace): SourcesDigest {
    const sources = this.sources(namespace);
    namespace.digest ??= digestSources(sources, this.peers);
    return namespace.digest;
  }

  /** What the sources of the whole cluster ask for, and which of them are on their nodes' network. */
  sourcesSummary(): SourcesSummary {
    this.summary ??= summariseSources(
      this.existing().map(namespace => this.sources(namespace)),
      this.existing()
        .filter(namespace => this.sources(namespace).length === 0)
        .map(({ name }) => this.side(name, this.podLabelSet({}), 'egress')),
    );
    return this.summary;
  }

  private *everyClass(): Iterable<PodClass> {
    for (const namespace of this.namespaces.values()) {
      yield* classesOf(namespace);
    }
  }

  private forgetPods(): void {
    this.summary = undefined;
    this.blocks.clear();
    this.families = undefined;
    this.sorted = undefined;
  }

  // A policy that asks for a label that none asked for before may tell pods apart that were alike.
  private reclassify(keysBefore: number): void {
    const added = [...this.askedKeys].slice(keysBefore);
    if (added.length === 0) {
      return;
    }
    for (const namespace of this.namespaces.values()) {
      const pods = podsOf(namespace);
      if (
        pods.some(({ labels }) => added.some(key => Object.hasOwn(labels, key)))
      ) {
        namespace.classes.clear();
        for (const pod of pods) {
          addPod(namespace, pod, this.podLabels.of(pod.labels));
        }
      }
    }
  }

  // Most selectors are spelled by many policies; what one of them was answered serves all.
  private readonly findSelector: FindSelector = (
    selector: LabelSelector,
  ): Selector => {
    const key = JSON.stringify([
      selector.matchLabels,
      selector.matchExpressions,
    ]);
    let known = this.selectors.get(key);
    if (!known) {
      if (this.selectors.size >= mostSelectors) {
        this.selectors.clear();
      }
      known = new Selector(selector);
      this.selectors.set(key, known);
    }
    return known;
  };
}
