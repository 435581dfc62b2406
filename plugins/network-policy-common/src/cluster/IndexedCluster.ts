import { AddressFamily } from '../kubernetes/addresses';
import {
  ClusterSnapshot,
  EndpointSlice,
  Namespace,
  Node,
  Pod,
  Service,
} from '../kubernetes/clusterSnapshot';
import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { Labels, LabelSelector } from '../kubernetes/labels';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { ClusterChange } from '../kubernetes/objects';
import { bareNamespace } from '../kubernetes/parseNamespace';
import { Block } from '../policies/block';
import { Direction } from '../policies/compiledPolicy';
import { PodsInBlock } from '../policies/end';
import { LabelSet, LabelSets } from '../policies/labelSets';
import { Selector } from '../policies/selector';
import { Side } from '../policies/side';
import {
  addPod,
  classesOf,
  forgetSides,
  IndexedNamespace,
  newNamespace,
  podByName,
  podsOf,
  removePod,
  SourceGroup,
} from './indexedNamespace';
import { groupSources } from './groupSources';
import { familiesOfClass, PodClass } from './podClass';
import { countPodsInBlock } from './podsInBlock';
import {
  findSide,
  IndexedClusterPolicies,
  indexClusterPolicies,
} from './sides';

const mostSelectors = 20_000;
const mostBlocks = 1_000;

/**
 * A cluster that is asked many questions. It is kept up to date by changes, each of which touches only what it
 * concerns.
 *
 * @public
 */
export class IndexedCluster {
  private readonly byNamespace = new Map<string, IndexedNamespace>();
  private readonly nodesByName = new Map<string, Node>();
  private readonly clusterPoliciesByName = new Map<
    string,
    ClusterNetworkPolicy
  >();
  private clusterPolicies: IndexedClusterPolicies = { ordered: [], version: 0 };
  private readonly labelSets = new LabelSets();
  private readonly selectors = new Map<string, Selector>();
  private readonly blocks = new Map<string, PodsInBlock>();
  private families: readonly AddressFamily[] | undefined;

  private constructor(
    /** What could not be read or is not evaluated and could change a verdict, one sentence each. */
    public readonly notEvaluated: readonly string[],
  ) {}

  /**
   * Makes an index of a snapshot.
   *
   * @param snapshot - no two objects of one kind may have the same name in the same namespace
   */
  static from(snapshot: ClusterSnapshot): IndexedCluster {
    const cluster = new IndexedCluster([...snapshot.notEvaluated]);
    for (const namespace of snapshot.namespaces) {
      cluster.setNamespace(namespace);
    }
    for (const pod of snapshot.pods) {
      addPod(
        cluster.obtainNamespace(pod.namespace),
        pod,
        cluster.labelSets.of(pod.labels),
      );
    }
    for (const service of snapshot.services) {
      const { services } = cluster.obtainNamespace(service.namespace);
      services.set(service.name, service);
    }
    for (const slice of snapshot.endpointSlices) {
      const { endpointSlices } = cluster.obtainNamespace(slice.namespace);
      endpointSlices.set(slice.name, slice);
    }
    for (const node of snapshot.nodes) {
      cluster.nodesByName.set(node.name, node);
    }
    for (const policy of snapshot.networkPolicies) {
      cluster.addPolicy(policy);
    }
    for (const policy of snapshot.clusterNetworkPolicies) {
      cluster.clusterPoliciesByName.set(clusterPolicyKey(policy), policy);
    }
    cluster.orderClusterPolicies();
    return cluster;
  }

  /** Brings the index up to date with one change. An object that is set replaces the one of the same name. */
  apply(change: ClusterChange): void {
    const isSet = change.type === 'set';
    switch (change.kind) {
      case 'Namespace':
        if (isSet) {
          this.setNamespace(change.object);
        } else {
          this.deleteNamespace(change.object);
        }
        break;
      case 'Pod':
        this.deletePod(change.object);
        if (isSet) {
          addPod(
            this.obtainNamespace(change.object.namespace),
            change.object,
            this.labelSets.of(change.object.labels),
          );
        }
        this.blocks.clear();
        this.families = undefined;
        break;
      case 'NetworkPolicy':
        if (isSet) {
          this.addPolicy(change.object);
        } else {
          this.deletePolicy(change.object);
        }
        break;
      case 'ClusterNetworkPolicy': {
        const key = clusterPolicyKey(change.object);
        put(this.clusterPoliciesByName, key, isSet ? change.object : undefined);
        this.orderClusterPolicies();
        break;
      }
      case 'Service': {
        const { namespace, name } = change.object;
        const { services } = this.obtainNamespace(namespace);
        put(services, name, isSet ? change.object : undefined);
        break;
      }
      case 'EndpointSlice': {
        const { namespace, name } = change.object;
        const { endpointSlices } = this.obtainNamespace(namespace);
        put(endpointSlices, name, isSet ? change.object : undefined);
        break;
      }
      default:
        put(
          this.nodesByName,
          change.object.name,
          isSet ? change.object : undefined,
        );
    }
  }

  /**
   * Looks at the cluster as it would be after some changes, and leaves it as it is.
   *
   * @param look - must not keep the cluster for later, nor wait for anything
   */
  preview<T>(
    changes: readonly ClusterChange[],
    look: (cluster: IndexedCluster) => T,
  ): T {
    const undo: ClusterChange[] = [];
    try {
      for (const change of changes) {
        undo.unshift(this.opposite(change));
        this.apply(change);
      }
      return look(this);
    } finally {
      for (const change of undo) {
        this.apply(change);
      }
    }
  }

  /** Every namespace that is given or has pods. */
  *namespaces(): Iterable<Namespace> {
    for (const { given, name, classes, labels } of this.byNamespace.values()) {
      if (given) {
        yield given;
      } else if (classes.size > 0) {
        yield { name, labels: labels.labels };
      }
    }
  }

  /** The pods of a namespace, or of all; finished ones too. */
  *pods(namespace?: string): Iterable<Pod> {
    for (const one of this.chosen(namespace)) {
      yield* podsOf(one);
    }
  }

  /** Finds a pod by its name. */
  pod(namespace: string, name: string): Pod | undefined {
    const known = this.byNamespace.get(namespace);
    return known && podByName(known, name);
  }

  /** The Services of a namespace, or of all. */
  *services(namespace?: string): Iterable<Service> {
    for (const { services } of this.chosen(namespace)) {
      yield* services.values();
    }
  }

  /** Finds a Service by its name. */
  service(namespace: string, name: string): Service | undefined {
    return this.byNamespace.get(namespace)?.services.get(name);
  }

  /** The EndpointSlices of a Service. */
  *endpointSlices(namespace: string, service: string): Iterable<EndpointSlice> {
    for (const { endpointSlices } of this.chosen(namespace)) {
      for (const slice of endpointSlices.values()) {
        if (slice.service === service) {
          yield slice;
        }
      }
    }
  }

  /** The NetworkPolicies of a namespace, or of all. */
  *networkPolicies(namespace?: string): Iterable<NetworkPolicy> {
    for (const { policies } of this.chosen(namespace)) {
      for (const { policy } of policies.values()) {
        yield policy;
      }
    }
  }

  /** Finds a NetworkPolicy by its name. */
  networkPolicy(namespace: string, name: string): NetworkPolicy | undefined {
    return this.byNamespace.get(namespace)?.policies.get(name)?.policy;
  }

  /** The cluster-wide policies, in the order in which they are asked within their tiers. */
  *clusterNetworkPolicies(): Iterable<ClusterNetworkPolicy> {
    for (const { policy } of this.clusterPolicies.ordered) {
      yield policy;
    }
  }

  /** The Nodes. */
  nodes(): Iterable<Node> {
    return this.nodesByName.values();
  }

  /** Finds a Node by its name. */
  node(name: string): Node | undefined {
    return this.nodesByName.get(name);
  }

  /**
   * The classes of pods of a namespace, finished ones too.
   *
   * @internal
   */
  classes(namespace: string): Iterable<PodClass> {
    const known = this.byNamespace.get(namespace);
    return known ? classesOf(known) : [];
  }

  /**
   * The label set of pods with these labels.
   *
   * @internal
   */
  podLabelSet(labels: Labels): LabelSet {
    return this.labelSets.of(labels);
  }

  /**
   * The labels of a namespace; one that is only used, never given, has just the label of its name.
   *
   * @internal
   */
  namespaceLabelSet(name: string): LabelSet {
    return (
      this.byNamespace.get(name)?.labels ??
      this.labelSets.of(bareNamespace(name).labels)
    );
  }

  /**
   * What policies say of one direction of pods with these labels.
   *
   * @internal
   */
  side(namespace: string, labels: LabelSet, direction: Direction): Side {
    return findSide(
      this.obtainNamespace(namespace),
      labels,
      direction,
      this.clusterPolicies,
      this.findSelector,
    );
  }

  /**
   * The pods of a namespace as sources of connections; finished ones do not count.
   *
   * @internal
   */
  sources(name: string): readonly SourceGroup[] {
    const namespace = this.obtainNamespace(name);
    if (
      !namespace.sources ||
      namespace.clusterPoliciesVersion !== this.clusterPolicies.version
    ) {
      namespace.sources = groupSources(namespace, labels =>
        this.side(name, labels, 'egress'),
      );
    }
    return namespace.sources;
  }

  /**
   * How many of the pods that have an address have one in a block.
   *
   * @internal
   */
  podsInBlock(block: Block): PodsInBlock {
    const known =
      this.blocks.get(block.key) ?? countPodsInBlock(this.everyClass(), block);
    if (this.blocks.size >= mostBlocks) {
      this.blocks.clear();
    }
    this.blocks.set(block.key, known);
    return known;
  }

  /**
   * The families of addresses that pods have.
   *
   * @internal
   */
  podFamilies(): readonly AddressFamily[] {
    if (!this.families) {
      const found = new Set<AddressFamily>();
      for (const podClass of this.everyClass()) {
        familiesOfClass(podClass).forEach(family => found.add(family));
      }
      this.families = [...found];
    }
    return this.families;
  }

  private *everyClass(): Iterable<PodClass> {
    for (const namespace of this.byNamespace.values()) {
      yield* classesOf(namespace);
    }
  }

  private chosen(namespace?: string): Iterable<IndexedNamespace> {
    if (namespace === undefined) {
      return this.byNamespace.values();
    }
    const known = this.byNamespace.get(namespace);
    return known ? [known] : [];
  }

  // Most selectors are spelled by many policies; what one of them was answered serves all.
  private readonly findSelector = (selector: LabelSelector): Selector => {
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

  private obtainNamespace(name: string): IndexedNamespace {
    let namespace = this.byNamespace.get(name);
    if (!namespace) {
      namespace = newNamespace(
        name,
        this.labelSets.of(bareNamespace(name).labels),
      );
      this.byNamespace.set(name, namespace);
    }
    return namespace;
  }

  private setNamespace(given: Namespace): void {
    const namespace = this.obtainNamespace(given.name);
    namespace.given = given;
    namespace.labels = this.labelSets.of(given.labels);
    forgetSides(namespace);
  }

  private deleteNamespace({ name }: Namespace): void {
    const namespace = this.byNamespace.get(name);
    if (namespace) {
      namespace.given = undefined;
      namespace.labels = this.labelSets.of(bareNamespace(name).labels);
      forgetSides(namespace);
    }
  }

  private deletePod({ namespace, name }: Pod): void {
    const known = this.byNamespace.get(namespace);
    const pod = known && podByName(known, name);
    if (known && pod) {
      removePod(known, pod, this.labelSets.of(pod.labels));
    }
  }

  private addPolicy(policy: NetworkPolicy): void {
    const namespace = this.obtainNamespace(policy.namespace);
    namespace.policies.set(policy.name, {
      policy,
      podSelector: new Selector(policy.podSelector),
    });
    forgetSides(namespace);
  }

  private deletePolicy({ namespace, name }: NetworkPolicy): void {
    const known = this.byNamespace.get(namespace);
    if (known?.policies.delete(name)) {
      forgetSides(known);
    }
  }

  private orderClusterPolicies(): void {
    this.clusterPolicies = {
      ordered: indexClusterPolicies(
        this.clusterPoliciesByName.values(),
        this.findSelector,
      ),
      version: this.clusterPolicies.version + 1,
    };
  }

  // What takes a change back: setting what was there before, or deleting what was not.
  private opposite(change: ClusterChange): ClusterChange {
    const before = this.current(change);
    return before ? { type: 'set', ...before } : { ...change, type: 'delete' };
  }

  private current(change: ClusterChange) {
    switch (change.kind) {
      case 'Namespace': {
        const object = this.byNamespace.get(change.object.name)?.given;
        return object && { kind: change.kind, object };
      }
      case 'Pod': {
        const object = this.pod(change.object.namespace, change.object.name);
        return object && { kind: change.kind, object };
      }
      case 'Service': {
        const { namespace, name } = change.object;
        const object = this.service(namespace, name);
        return object && { kind: change.kind, object };
      }
      case 'EndpointSlice': {
        const { namespace, name } = change.object;
        const object = this.byNamespace
          .get(namespace)
          ?.endpointSlices.get(name);
        return object && { kind: change.kind, object };
      }
      case 'NetworkPolicy': {
        const { namespace, name } = change.object;
        const object = this.byNamespace
          .get(namespace)
          ?.policies.get(name)?.policy;
        return object && { kind: change.kind, object };
      }
      case 'ClusterNetworkPolicy': {
        const object = this.clusterPoliciesByName.get(
          clusterPolicyKey(change.object),
        );
        return object && { kind: change.kind, object };
      }
      default: {
        const object = this.nodesByName.get(change.object.name);
        return object && { kind: change.kind, object };
      }
    }
  }
}

function clusterPolicyKey({ kind, name }: ClusterNetworkPolicy): string {
  return `${kind}/${name}`;
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) {
    map.delete(key);
  } else {
    map.set(key, value);
  }
}
