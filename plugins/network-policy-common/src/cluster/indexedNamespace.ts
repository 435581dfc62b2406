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
import { PodClass } from './podClass';
import { SourceGroup } from './groupSources';
import { SourcesDigest } from './sourcesDigest';

/** A NetworkPolicy in the index. Most are never asked more than whom they select, so their rules are compiled late. */
export interface IndexedPolicy {
  policy: NetworkPolicy;
  podSelector?: Selector;
  compiled?: CompiledPolicy;
}

/** The sides of one direction of a namespace's pods. */
export interface KnownSides {
  /** The policies of the namespace that isolate in this direction. */
  policies: readonly IndexedPolicy[];
  byLabels: Map<LabelSet, Side>;
  /** One side for all label sets that the same policies select. */
  distinct: Map<string, Side>;
}

/**
 * What the index knows of one namespace. A namespace may be used without being given. Most have few kinds of objects,
 * and there may be many thousands, so what holds nothing is absent.
 */
export interface IndexedNamespace {
  name: string;
  given?: Namespace;
  labels: LabelSet;
  classes: Map<LabelSet, PodClass[]>;
  /** Made when a pod is first looked up by its name. */
  podsByName?: Map<string, Pod>;
  services?: Map<string, Service>;
  endpointSlices?: Map<string, EndpointSlice>;
  policies: IndexedPolicy[];
  /** What was made of the policies; forgotten when one changes. */
  sides: Partial<Record<Direction, KnownSides>>;
  /** Counts the changes of its pods and policies. */
  changes: number;
  /** The version of the cluster-wide policies that the sides were made with. */
  clusterPoliciesVersion: number;
  /** The pods by what their egress says; forgotten when a pod or a policy changes. */
  sources?: readonly SourceGroup[];
  /** Its sources at a glance; forgotten with them. */
  digest?: SourcesDigest;
  /** Whether all pods may ask the cluster's DNS; forgotten when what it depends on changes. */
  resolvesNames?: { version: number; answer: boolean };
}

/** A namespace about which nothing is known yet. */
export function newNamespace(name: string, labels: LabelSet): IndexedNamespace {
  return {
    name,
    labels,
    classes: new Map(),
    policies: [],
    sides: {},
    changes: 0,
    clusterPoliciesVersion: 0,
  };
}

/** Whether a namespace is given or has pods. */
export function exists({ given, classes }: IndexedNamespace): boolean {
  return given !== undefined || classes.size > 0;
}

/** Forgets what was made of the policies. */
export function forgetSides(namespace: IndexedNamespace): void {
  namespace.sides = {};
  forgetSources(namespace);
}

/** Forgets what was made of the pods as sources. */
export function forgetSources(namespace: IndexedNamespace): void {
  namespace.changes++;
  namespace.sources = undefined;
  namespace.digest = undefined;
  namespace.resolvesNames = undefined;
}
