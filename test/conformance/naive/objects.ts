// The objects as they are written in manifests, as far as verdicts ask for their fields. Nothing is filled in.

export type Labels = Record<string, string>;

export interface LabelSelector {
  matchLabels?: Labels | null;
  matchExpressions?:
    | { key: string; operator: string; values?: string[] | null }[]
    | null;
}

export interface Metadata {
  name: string;
  namespace?: string;
  labels?: Labels | null;
}

export interface Namespace {
  kind: 'Namespace';
  metadata: Metadata;
}

export interface ContainerPort {
  name?: string;
  protocol?: string;
  containerPort: number;
}

export interface Pod {
  kind: 'Pod';
  metadata: Metadata & {
    ownerReferences?: { kind: string; name: string; controller?: boolean }[];
  };
  spec: {
    hostNetwork?: boolean;
    nodeName?: string;
    containers: { ports?: ContainerPort[] | null }[];
  };
  status?: { phase?: string; podIP?: string; podIPs?: { ip: string }[] };
}

export interface Node {
  kind: 'Node';
  metadata: Metadata;
  status?: { addresses?: { type: string; address: string }[] };
}

export interface NetworkPolicyPort {
  protocol?: string;
  port?: number | string | null;
  endPort?: number;
}

export interface NetworkPolicyPeer {
  namespaceSelector?: LabelSelector | null;
  podSelector?: LabelSelector | null;
  ipBlock?: { cidr: string; except?: string[] | null } | null;
}

export interface NetworkPolicyRule {
  from?: NetworkPolicyPeer[] | null;
  to?: NetworkPolicyPeer[] | null;
  ports?: NetworkPolicyPort[] | null;
}

export interface NetworkPolicy {
  kind: 'NetworkPolicy';
  metadata: Metadata;
  spec: {
    podSelector?: LabelSelector | null;
    policyTypes?: string[] | null;
    ingress?: (NetworkPolicyRule | null)[] | null;
    egress?: (NetworkPolicyRule | null)[] | null;
  };
}

export interface NamespacedPods {
  namespaceSelector?: LabelSelector;
  podSelector?: LabelSelector;
}

/** A subject, or a peer, of which only the first two fields are a subject's. */
export interface TierPeer {
  namespaces?: LabelSelector;
  pods?: NamespacedPods;
  networks?: string[];
  nodes?: LabelSelector;
  domainNames?: string[];
}

interface DestinationPort {
  destinationPort?: { number?: number; range?: { start: number; end: number } };
}

/** A port of v1alpha1 or a protocol of v1alpha2; exactly one field is set. */
export interface TierPort {
  portNumber?: { protocol?: string; port: number };
  portRange?: { protocol?: string; start: number; end: number };
  namedPort?: string;
  tcp?: DestinationPort;
  udp?: DestinationPort;
  sctp?: DestinationPort;
  destinationNamedPort?: string;
}

export interface TierRule {
  action: string;
  from?: TierPeer[];
  to?: TierPeer[];
  ports?: TierPort[] | null;
  protocols?: TierPort[] | null;
}

export interface TierPolicy {
  kind:
    | 'AdminNetworkPolicy'
    | 'BaselineAdminNetworkPolicy'
    | 'ClusterNetworkPolicy';
  metadata: Metadata;
  spec: {
    tier?: string;
    priority?: number;
    subject: TierPeer;
    ingress?: TierRule[] | null;
    egress?: TierRule[] | null;
  };
}

/** Decides nothing. */
export interface Service {
  kind: 'Service';
  metadata: Metadata;
}

export type RawObject =
  | Namespace
  | Pod
  | Node
  | NetworkPolicy
  | TierPolicy
  | Service;

export type Objects = readonly RawObject[];

export type Direction = 'Ingress' | 'Egress';

/** All objects of a kind. */
export function objectsOf<Kind extends RawObject['kind']>(
  objects: Objects,
  kind: Kind,
): Extract<RawObject, { kind: Kind }>[] {
  return objects.filter(
    (object): object is Extract<RawObject, { kind: Kind }> =>
      object.kind === kind,
  );
}

/** Rule 9: the protocol is TCP where none is given. */
export const protocolOf = (given: string | undefined): string => given || 'TCP';
