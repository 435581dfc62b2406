import {
  EndpointSlice,
  Namespace,
  Pod,
  Service,
} from '../kubernetes/clusterSnapshot';
import { NetworkPolicy } from '../kubernetes/networkPolicy';
import { LabelSet } from '../policies/labelSets';
import { AddressSpread } from './addressSpread';
import { PodClass } from './podClass';
import { KnownSides } from './sides';
import { SourceGroup } from './SourceGroup';
import { SourcesDigest } from './sourcesDigest';

/**
 * What the index knows of one namespace. A namespace may be used without being given. Most have few kinds of objects,
 * and there may be many thousands, so what holds nothing is absent.
 */
export interface IndexedNamespace {
  name: string;
  given?: Namespace;
  labels: LabelSet;
  /** Finished ones too. */
  pods: Pod[];
  /** The pods that no policy tells apart together; made when they are first asked for. */
  classes?: { askedKeys: number; all: readonly PodClass[] };
  /** Made when a pod of many is first looked up by its name. */
  podsByName?: Map<string, Pod>;
  services?: Map<string, Service>;
  endpointSlices?: Map<string, EndpointSlice>;
  policies: NetworkPolicy[];
  /** What was made of the policies of a direction; forgotten when one changes. */
  ingress?: KnownSides;
  egress?: KnownSides;
  /** Counts the changes of its pods and policies. */
  changes: number;
  /** The version of the cluster-wide policies that the sides were made with. */
  clusterPoliciesVersion: number;
  /** The pods by what their egress says; forgotten when a pod or a policy changes. */
  sources?: readonly SourceGroup[];
  /** Where the addresses of its pods lie; forgotten when a pod changes. */
  addresses?: AddressSpread;
  /** Its sources at a glance; forgotten with them. Null where they must be looked at one by one. */
  digest?: SourcesDigest | null;
  /** Whether all pods may ask the cluster's DNS; forgotten when what it depends on changes. */
  resolvesNames?: { version: number; answer: boolean };
}

/** A namespace about which nothing is known yet. It names all that may be: what is added later
 * takes more memory, and makes namespaces of many shapes. */
export function newNamespace(name: string, labels: LabelSet): IndexedNamespace {
  return {
    name,
    given: undefined,
    labels,
    pods: [],
    classes: undefined,
    podsByName: undefined,
    services: undefined,
    endpointSlices: undefined,
    policies: [],
    ingress: undefined,
    egress: undefined,
    changes: 0,
    clusterPoliciesVersion: 0,
    sources: undefined,
    addresses: undefined,
    digest: undefined,
    resolvesNames: undefined,
  };
}

/** Whether a namespace is given or has pods. */
export function exists({ given, pods }: IndexedNamespace): boolean {
  return given !== undefined || pods.length > 0;
}

/** Forgets what was made of the policies. */
export function forgetSides(namespace: IndexedNamespace): void {
  namespace.ingress = undefined;
  namespace.egress = undefined;
  forgetSources(namespace);
}

/** Forgets what was made of the pods as sources. */
export function forgetSources(namespace: IndexedNamespace): void {
  namespace.changes++;
  namespace.sources = undefined;
  namespace.digest = undefined;
  namespace.resolvesNames = undefined;
}
