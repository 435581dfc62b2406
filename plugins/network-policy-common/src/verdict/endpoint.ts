import { AddressFamily, addressFamily } from '../kubernetes/addresses';
import { ClusterSnapshot, Pod } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { NetworkPolicy, PolicyType } from '../kubernetes/networkPolicy';
import { bareNamespace } from '../kubernetes/parseNamespace';
import { matchesSelector } from '../kubernetes/selectors';

/**
 * Where a connection starts: a pod, a pod that might be created in a namespace, or an address outside the cluster.
 *
 * @public
 */
export type Source =
  | { kind: 'pod'; pod: Pod }
  | { kind: 'hypothetical-pod'; namespace: string; labels: Labels }
  | { kind: 'address'; address: string };

/**
 * Where a connection ends: a pod or an address outside the cluster.
 *
 * @public
 */
export type Destination = Pod | { kind: 'address'; address: string };

/** One end of a connection with what policies can ask of it. */
export type Endpoint =
  | {
      kind: 'pod';
      pod: Pod;
      namespaceLabels: Labels;
      /** The cluster's pods, where this one has no address yet: it will get one like theirs. */
      neighbours?: readonly Pod[];
    }
  | { kind: 'node'; pod: Pod }
  | { kind: 'address'; address: string };

/** The labels of a namespace; one that is only used, never given, has just the label of its name. */
export function namespaceLabels(
  snapshot: ClusterSnapshot,
  name: string,
): Labels {
  return (
    snapshot.namespaces.find(namespace => namespace.name === name) ??
    bareNamespace(name)
  ).labels;
}

function podEndpoint(snapshot: ClusterSnapshot, pod: Pod): Endpoint {
  // A pod on the host's network has the node's address: plugins cannot tell its traffic from the node's own.
  return pod.hostNetwork
    ? { kind: 'node', pod }
    : {
        kind: 'pod',
        pod,
        namespaceLabels: namespaceLabels(snapshot, pod.namespace),
        ...(pod.addresses.length === 0 && { neighbours: snapshot.pods }),
      };
}

/** The end of a connection that a source is. */
export function sourceEndpoint(
  snapshot: ClusterSnapshot,
  source: Source,
): Endpoint {
  switch (source.kind) {
    case 'address':
      return source;
    case 'pod':
      return podEndpoint(snapshot, source.pod);
    default:
      return podEndpoint(snapshot, {
        namespace: source.namespace,
        name: '',
        labels: source.labels,
        phase: 'Pending',
        hostNetwork: false,
        addresses: [],
        ports: [],
      });
  }
}

/** The end of a connection that a destination is. */
export function destinationEndpoint(
  snapshot: ClusterSnapshot,
  destination: Destination,
): Endpoint {
  return 'kind' in destination
    ? destination
    : podEndpoint(snapshot, destination);
}

/** The addresses of an end, of one family if one is given. */
export function addressesOf(
  endpoint: Endpoint,
  family?: AddressFamily,
): readonly string[] {
  const addresses =
    endpoint.kind === 'address' ? [endpoint.address] : endpoint.pod.addresses;
  return family
    ? addresses.filter(address => addressFamily(address) === family)
    : addresses;
}

/** The policies that isolate an end in a direction: only pods with an address of their own can be isolated. */
export function policiesIsolating(
  policies: readonly NetworkPolicy[],
  endpoint: Endpoint,
  direction: PolicyType,
): NetworkPolicy[] {
  if (endpoint.kind !== 'pod') {
    return [];
  }
  const { pod } = endpoint;
  return policies.filter(
    policy =>
      policy.namespace === pod.namespace &&
      policy.policyTypes.includes(direction) &&
      matchesSelector(policy.podSelector, pod.labels),
  );
}
