import {
  ClusterSnapshot,
  EndpointSlice,
  Namespace,
  Node,
  Pod,
  Service,
} from '../kubernetes/clusterSnapshot';
import { ClusterNetworkPolicy } from '../kubernetes/clusterNetworkPolicy';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import {
  ClusterChange,
  ClusterObject,
  ClusterObjectIdentity,
} from '../kubernetes/objects';
import { ClusterIndex } from './ClusterIndex';
import { IndexedNamespace } from './indexedNamespace';
import { podByName } from './namespacePods';

/**
 * A cluster that is asked many questions. It is kept up to date by changes, each of which touches only what it
 * concerns.
 *
 * @public
 */
export class IndexedCluster {
  /** @internal */
  readonly index = new ClusterIndex();
  private readonly clusterPolicies = new Map<string, ClusterNetworkPolicy>();

  private constructor(
    /**
     * What could not be read or is not evaluated and could change a verdict, one sentence each. Who keeps the cluster
     * up to date sets it anew.
     */
    public notEvaluated: readonly string[],
  ) {}

  /**
   * Makes an index of a snapshot.
   *
   * @param snapshot - no two objects of one kind may have the same name in the same namespace
   */
  static from(snapshot: ClusterSnapshot): IndexedCluster {
    const cluster = new IndexedCluster([...snapshot.notEvaluated]);
    const { index, clusterPolicies } = cluster;
    for (const namespace of snapshot.namespaces) {
      index.setNamespace(namespace.name, namespace);
    }
    index.addPolicies(snapshot.networkPolicies);
    for (const policy of snapshot.clusterNetworkPolicies) {
      clusterPolicies.set(clusterPolicyKey(policy), policy);
    }
    index.setClusterPolicies(clusterPolicies.values());
    index.addPods(snapshot.pods);
    for (const service of snapshot.services) {
      putService(index.namespace(service.namespace), service.name, service);
    }
    for (const slice of snapshot.endpointSlices) {
      putEndpointSlice(index.namespace(slice.namespace), slice.name, slice);
    }
    for (const node of snapshot.nodes) {
      index.nodes.set(node.name, node);
    }
    return cluster;
  }

  /** Brings the index up to date with one change. An object that is set replaces the one of the same name. */
  apply(change: ClusterChange): void {
    const { index } = this;
    const isSet = change.type === 'set';
    switch (change.kind) {
      case 'Namespace':
        index.setNamespace(
          change.object.name,
          isSet ? change.object : undefined,
        );
        break;
      case 'Pod': {
        const before = this.pod(change.object.namespace, change.object.name);
        if (before) {
          index.removePod(before);
        }
        if (isSet) {
          index.addPod(change.object);
        }
        break;
      }
      case 'NetworkPolicy':
        if (isSet) {
          index.setPolicy(change.object);
        } else {
          index.removePolicy(change.object.namespace, change.object.name);
        }
        break;
      case 'ClusterNetworkPolicy':
        put(
          this.clusterPolicies,
          clusterPolicyKey(change.object),
          isSet ? change.object : undefined,
        );
        index.setClusterPolicies(this.clusterPolicies.values());
        break;
      case 'Service':
        putService(
          index.namespace(change.object.namespace),
          change.object.name,
          isSet ? change.object : undefined,
        );
        break;
      case 'EndpointSlice':
        putEndpointSlice(
          index.namespace(change.object.namespace),
          change.object.name,
          isSet ? change.object : undefined,
        );
        break;
      default:
        put(
          this.index.nodes,
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

  /** Every namespace that is given or has pods, by name. */
  namespaces(): Namespace[] {
    return this.index
      .existing()
      .map(
        ({ given, name, labels }) => given ?? { name, labels: labels.labels },
      );
  }

  /** The pods of a namespace, or of all; finished ones too. */
  *pods(namespace?: string): Iterable<Pod> {
    for (const one of this.chosen(namespace)) {
      yield* one.pods;
    }
  }

  /** Finds a pod by its name. */
  pod(namespace: string, name: string): Pod | undefined {
    const known = this.index.known(namespace);
    return known && podByName(known, name);
  }

  /** The Services of a namespace, or of all. */
  *services(namespace?: string): Iterable<Service> {
    for (const { services } of this.chosen(namespace)) {
      yield* services?.values() ?? [];
    }
  }

  /** Finds a Service by its name. */
  service(namespace: string, name: string): Service | undefined {
    return this.index.known(namespace)?.services?.get(name);
  }

  /** The EndpointSlices of a namespace, or of all; only those of a Service, if it is named. */
  endpointSlices(namespace?: string, service?: string): EndpointSlice[] {
    return Array.from(this.chosen(namespace)).flatMap(({ endpointSlices }) =>
      [...(endpointSlices?.values() ?? [])].filter(
        slice => service === undefined || slice.service === service,
      ),
    );
  }

  /** The NetworkPolicies of a namespace, or of all. */
  *networkPolicies(namespace?: string): Iterable<NetworkPolicy> {
    for (const { policies } of this.chosen(namespace)) {
      yield* policies;
    }
  }

  /** Finds a NetworkPolicy by its name. */
  networkPolicy(namespace: string, name: string): NetworkPolicy | undefined {
    return this.index
      .known(namespace)
      ?.policies.find(policy => policy.name === name);
  }

  /** The cluster-wide policies, in the order in which they are asked within their tiers. */
  clusterNetworkPolicies(): ClusterNetworkPolicy[] {
    return this.index.orderedClusterPolicies();
  }

  /** The Nodes. */
  nodes(): Iterable<Node> {
    return this.index.nodes.values();
  }

  /** Finds a Node by its name. */
  node(name: string): Node | undefined {
    return this.index.nodes.get(name);
  }

  /** Finds any object by its kind and name. */
  find({ kind, object }: ClusterObjectIdentity): ClusterObject | undefined {
    switch (kind) {
      case 'Namespace': {
        const given = this.index.known(object.name)?.given;
        return given && { kind, object: given };
      }
      case 'Pod': {
        const pod = this.pod(object.namespace, object.name);
        return pod && { kind, object: pod };
      }
      case 'Service': {
        const service = this.service(object.namespace, object.name);
        return service && { kind, object: service };
      }
      case 'EndpointSlice': {
        const slice = this.index
          .known(object.namespace)
          ?.endpointSlices?.get(object.name);
        return slice && { kind, object: slice };
      }
      case 'NetworkPolicy': {
        const policy = this.networkPolicy(object.namespace, object.name);
        return policy && { kind, object: policy };
      }
      case 'ClusterNetworkPolicy': {
        const policy = this.clusterPolicies.get(clusterPolicyKey(object));
        return policy && { kind, object: policy };
      }
      default: {
        const node = this.index.nodes.get(object.name);
        return node && { kind, object: node };
      }
    }
  }

  private chosen(namespace?: string): Iterable<IndexedNamespace> {
    if (namespace === undefined) {
      return this.index.used();
    }
    const known = this.index.known(namespace);
    return known ? [known] : [];
  }

  // What takes a change back: setting what was there before, or deleting what was not.
  private opposite(change: ClusterChange): ClusterChange {
    const before = this.find(change);
    return before ? { type: 'set', ...before } : { ...change, type: 'delete' };
  }
}

function clusterPolicyKey({
  kind,
  name,
}: Pick<ClusterNetworkPolicy, 'kind' | 'name'>): string {
  return `${kind}/${name}`;
}

function putService(
  namespace: IndexedNamespace,
  name: string,
  service: Service | undefined,
): void {
  namespace.services ??= new Map();
  put(namespace.services, name, service);
}

function putEndpointSlice(
  namespace: IndexedNamespace,
  name: string,
  slice: EndpointSlice | undefined,
): void {
  namespace.endpointSlices ??= new Map();
  put(namespace.endpointSlices, name, slice);
}

function put<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value === undefined) {
    map.delete(key);
  } else {
    map.set(key, value);
  }
}
