import {
  EndpointSlice,
  Namespace,
  Pod,
  Service,
} from '../kubernetes/clusterSnapshot';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { CompiledPolicy, Direction } from '../policies/compiledPolicy';
import { LabelSet } from '../policies/labelSets';
import { Selector } from '../policies/selector';
import { Side } from '../policies/side';
import { belongsTo, forgetAddresses, isFinished, PodClass } from './podClass';

/** A NetworkPolicy in the index. Most policies are never asked more than whom they select, so rules are compiled late. */
export interface IndexedPolicy {
  policy: NetworkPolicy;
  podSelector: Selector;
  compiled?: CompiledPolicy;
}

/** What the index knows of one namespace. A namespace may be used without being given. */
export interface IndexedNamespace {
  name: string;
  given?: Namespace;
  labels: LabelSet;
  classes: Map<LabelSet, PodClass[]>;
  /** Made when a pod is first looked up by its name. */
  podsByName?: Map<string, Pod>;
  services: Map<string, Service>;
  endpointSlices: Map<string, EndpointSlice>;
  policies: Map<string, IndexedPolicy>;
  /** The sides of the label sets that were asked for; forgotten when a policy changes. */
  sides: Record<Direction, Map<LabelSet, Side>>;
  /** One side for all label sets that the same policies select. */
  distinctSides: Map<string, Side>;
  /** The pods by what their egress says; forgotten when a pod or a policy changes. */
  sources?: readonly SourceGroup[];
  /** The version of the cluster-wide policies that the sides were made with. */
  clusterPoliciesVersion: number;
}

/** Pods of a namespace that are alike as sources: what policies say of their egress is the same. */
export interface SourceGroup {
  /** Absent for pods in the network of their node: policies are not about them. */
  egress?: Side;
  classes: readonly PodClass[];
  /** How many pods there are. */
  size: number;
}

/** A namespace about which nothing is known yet. */
export function newNamespace(name: string, labels: LabelSet): IndexedNamespace {
  return {
    name,
    labels,
    classes: new Map(),
    services: new Map(),
    endpointSlices: new Map(),
    policies: new Map(),
    sides: { ingress: new Map(), egress: new Map() },
    distinctSides: new Map(),
    clusterPoliciesVersion: 0,
  };
}

/** Forgets what was made of the policies. */
export function forgetSides(namespace: IndexedNamespace): void {
  namespace.sides.ingress.clear();
  namespace.sides.egress.clear();
  namespace.distinctSides.clear();
  namespace.sources = undefined;
}

/** Adds a pod that is not there yet. */
export function addPod(
  namespace: IndexedNamespace,
  pod: Pod,
  labels: LabelSet,
): void {
  const alike = namespace.classes.get(labels);
  let podClass = alike?.find(candidate => belongsTo(pod, candidate));
  if (!podClass) {
    podClass = {
      namespace: pod.namespace,
      labels,
      ports: pod.ports,
      hostNetwork: pod.hostNetwork,
      finished: isFinished(pod),
      pods: [],
    };
    if (alike) {
      alike.push(podClass);
    } else {
      namespace.classes.set(labels, [podClass]);
    }
  }
  podClass.pods.push(pod);
  forgetAddresses(podClass);
  namespace.sources = undefined;
  namespace.podsByName?.set(pod.name, pod);
}

/** Takes out a pod that is there. */
export function removePod(
  namespace: IndexedNamespace,
  pod: Pod,
  labels: LabelSet,
): void {
  const alike = namespace.classes.get(labels) ?? [];
  for (const podClass of alike) {
    const position = podClass.pods.indexOf(pod);
    if (position >= 0) {
      podClass.pods.splice(position, 1);
      forgetAddresses(podClass);
    }
  }
  const left = alike.filter(({ pods }) => pods.length > 0);
  if (left.length > 0) {
    namespace.classes.set(labels, left);
  } else {
    namespace.classes.delete(labels);
  }
  namespace.sources = undefined;
  namespace.podsByName?.delete(pod.name);
}

/** The classes of a namespace. */
export function* classesOf(namespace: IndexedNamespace): Iterable<PodClass> {
  for (const alike of namespace.classes.values()) {
    yield* alike;
  }
}

/** Every pod of a namespace, finished ones too. */
export function* podsOf(namespace: IndexedNamespace): Iterable<Pod> {
  for (const { pods } of classesOf(namespace)) {
    yield* pods;
  }
}

/** Finds a pod by its name. */
export function podByName(
  namespace: IndexedNamespace,
  name: string,
): Pod | undefined {
  namespace.podsByName ??= new Map(
    [...podsOf(namespace)].map(pod => [pod.name, pod]),
  );
  return namespace.podsByName.get(name);
}
