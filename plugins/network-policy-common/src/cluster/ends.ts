import { ClusterIndex } from './ClusterIndex';
import { Node, Pod } from '../kubernetes/clusterSnapshot';
import { Labels } from '../kubernetes/labels';
import { Addresses } from '../policies/addresses';
import { End, PreparedEnd } from '../policies/end';
import { LabelSet } from '../policies/labelSets';

/**
 * An end of a connection: a pod, a pod that might be created in a namespace, or an address that is no pod's, as of a
 * node or outside the cluster.
 *
 * @public
 */
export type ConnectionEnd =
  | { kind: 'pod'; pod: Pod }
  | { kind: 'hypothetical-pod'; namespace: string; labels: Labels }
  | { kind: 'address'; address: string };

function nodeWith(
  index: ClusterIndex,
  addresses: readonly string[],
): Node | undefined {
  for (const node of index.nodes.values()) {
    if (node.addresses.some(address => addresses.includes(address))) {
      return node;
    }
  }
  return undefined;
}

/** The Node that a pod on its node's network is on; undefined when nothing tells. */
export function nodeNameOf(
  index: ClusterIndex,
  { nodeName, addresses }: Pod,
): string | undefined {
  return nodeName ?? nodeWith(index, addresses)?.name;
}

// A pod on the host's network has the node's address: plugins cannot tell its traffic from the node's own.
function hostNetworkEnd(index: ClusterIndex, pod: Pod): End {
  const { nodeName, ports } = pod;
  const node =
    nodeName === undefined
      ? nodeWith(index, pod.addresses)
      : index.nodes.get(nodeName);
  return {
    kind: 'address',
    addresses: new Addresses(
      pod.addresses.length > 0 ? pod.addresses : node?.addresses ?? [],
    ),
    ports,
    // It is some node, also where nothing more is known of it.
    node: node ?? { name: nodeName ?? '', labels: {} },
  };
}

type PodLike = Pick<
  Pod,
  'namespace' | 'labels' | 'addresses' | 'ports' | 'nodeName'
>;

function podEnd(index: ClusterIndex, pod: PodLike, labels: LabelSet): End {
  const { namespace, nodeName } = pod;
  return {
    kind: 'pod',
    namespace,
    namespaceLabels: index.namespace(namespace).labels,
    labels,
    addresses: new Addresses(pod.addresses),
    ports: pod.ports,
    podFamilies: index.addresses.allFamilies,
    nodeName,
  };
}

/** A pod as an end whose labels hardly anybody will ask for. */
export function unnumberedEnd(index: ClusterIndex, pod: Pod): End {
  return podEnd(index, pod, { id: -1, labels: pod.labels });
}

/**
 * Prepares a pod whose labels hardly anybody will ask for.
 *
 * @param unnumbered - the pod as an end, if there is one already
 */
export function prepareOnce(
  index: ClusterIndex,
  pod: Pod,
  unnumbered?: End,
): PreparedEnd {
  if (pod.hostNetwork) {
    return { end: hostNetworkEnd(index, pod) };
  }
  const namespace = index.namespace(pod.namespace);
  return {
    end: unnumbered ?? unnumberedEnd(index, pod),
    sides: direction =>
      index.sideOfLabels(index.sidesOf(namespace, direction), pod.labels),
  };
}

/** Prepares a pod, or what a pod with these labels would be. */
function preparePod(index: ClusterIndex, pod: PodLike): PreparedEnd {
  const labels = index.podLabelSet(pod.labels);
  return {
    end: podEnd(index, pod, labels),
    sides: direction => index.side(pod.namespace, labels, direction),
  };
}

/** Prepares pods that might be created, of which many are asked for with the same labels. */
export function newPodIn(
  index: ClusterIndex,
): (source: { namespace: string; labels: Labels }) => PreparedEnd {
  let last: { labels: Labels; set: LabelSet } | undefined;
  return ({ namespace, labels }) => {
    if (last?.labels !== labels) {
      last = { labels, set: index.podLabelSet(labels) };
    }
    const pod = { namespace, labels, addresses: [], ports: [] };
    // What is asked once of ten thousand namespaces is not remembered by each of them.
    return {
      end: podEnd(index, pod, last.set),
      sides: direction =>
        index.sideOfLabels(
          index.sidesOf(index.namespace(namespace), direction),
          labels,
        ),
    };
  };
}

function addressEnd(index: ClusterIndex, address: string): End {
  const node = nodeWith(index, [address]);
  return {
    kind: 'address',
    addresses: new Addresses([address]),
    ports: [],
    ...(node && { node }),
  };
}

/** Prepares an end to be judged. */
export function prepareEnd(
  index: ClusterIndex,
  end: ConnectionEnd,
): PreparedEnd {
  switch (end.kind) {
    case 'address':
      return { end: addressEnd(index, end.address) };
    case 'pod':
      return end.pod.hostNetwork
        ? { end: hostNetworkEnd(index, end.pod) }
        : preparePod(index, end.pod);
    default:
      return preparePod(index, {
        namespace: end.namespace,
        labels: end.labels,
        addresses: [],
        ports: [],
      });
  }
}

/** Whether a connection comes from the very node that the destination runs on. */
export function isFromOwnNode(from: End, to: End): boolean {
  return (
    from.kind === 'address' &&
    from.node !== undefined &&
    to.kind === 'pod' &&
    to.nodeName === from.node.name
  );
}

/** Whether both ends are one pod. */
export function isSamePod(from: ConnectionEnd, to: ConnectionEnd): boolean {
  return (
    from.kind === 'pod' &&
    to.kind === 'pod' &&
    from.pod.namespace === to.pod.namespace &&
    from.pod.name === to.pod.name
  );
}
