import { Family, familyOf } from './addresses';
import {
  ContainerPort,
  Labels,
  Node,
  Objects,
  objectsOf,
  Pod,
} from './objects';

/** One end of a connection: a pod by `namespace/name`, a pod that might be created, or an address. */
export type NaiveEnd =
  | { pod: string }
  | { namespace: string; labels: Labels }
  | { address: string };

/** An end with everything that rules ask of it. */
export interface End {
  /** `node` is a pod on the host's network, `address` a place outside the cluster. */
  is: 'pod' | 'node' | 'address';
  /** Of a pod that exists: to tell whether both ends are the same one. */
  reference?: string;
  namespace: string;
  namespaceLabels: Labels;
  labels: Labels;
  /** None where the address is not known yet. */
  addresses: string[];
  /** Whether a block is to be taken to hold an address that is not known, where it may hold it. */
  unknownIsHeld: boolean;
  ports: ContainerPort[];
  nodeName?: string;
}

export const namespaceOf = (object: { metadata: { namespace?: string } }) =>
  object.metadata.namespace || 'default';

export const referenceOf = (pod: Pod): string =>
  `${namespaceOf(pod)}/${pod.metadata.name}`;

/** Rule 8: a namespace has the label of its name, also one that is only used. */
function namespaceLabels(objects: Objects, name: string): Labels {
  const given = objectsOf(objects, 'Namespace').find(
    ({ metadata }) => metadata.name === name,
  );
  return {
    ...given?.metadata.labels,
    'kubernetes.io/metadata.name': name,
  };
}

function addressesOfPod({ status }: Pod): string[] {
  const listed = (status?.podIPs ?? []).map(({ ip }) => ip);
  return listed.length === 0 && status?.podIP ? [status.podIP] : listed;
}

/** Rule 17: a pod that has ended does not count. */
export const isFinished = ({ status }: Pod): boolean =>
  status?.phase === 'Succeeded' || status?.phase === 'Failed';

export function endOf(
  objects: Objects,
  end: NaiveEnd,
  unknownIsHeld = false,
): End {
  if ('address' in end) {
    return {
      is: 'address',
      namespace: '',
      namespaceLabels: {},
      labels: {},
      addresses: [end.address],
      unknownIsHeld,
      ports: [],
    };
  }
  if ('namespace' in end) {
    return {
      is: 'pod',
      namespace: end.namespace,
      namespaceLabels: namespaceLabels(objects, end.namespace),
      labels: end.labels,
      addresses: [],
      unknownIsHeld,
      ports: [],
    };
  }
  const pod = objectsOf(objects, 'Pod').find(
    one => referenceOf(one) === end.pod,
  );
  if (!pod) throw new Error(`There is no pod ${end.pod}`);
  return {
    // Rules 16 and 28: a pod on the host's network is its node.
    is: pod.spec.hostNetwork ? 'node' : 'pod',
    reference: end.pod,
    namespace: namespaceOf(pod),
    namespaceLabels: namespaceLabels(objects, namespaceOf(pod)),
    labels: pod.metadata.labels ?? {},
    addresses: addressesOfPod(pod),
    unknownIsHeld,
    ports: pod.spec.containers.flatMap(({ ports }) => ports ?? []),
    nodeName: pod.spec.nodeName,
  };
}

/** The Node that an end is: by the name that the pod gives, or by an address that is the Node's. */
export function nodeOf(objects: Objects, end: End): Node | undefined {
  if (end.is === 'pod') return undefined;
  return objectsOf(objects, 'Node').find(
    node =>
      (end.nodeName !== undefined && node.metadata.name === end.nodeName) ||
      (node.status?.addresses ?? []).some(({ address }) =>
        end.addresses.includes(address),
      ),
  );
}

/** The addresses of the cluster's own pods in a family: a pod without an address will get one of the same families. */
export function addressesOfCluster(
  objects: Objects,
  family: Family | undefined,
): string[] {
  return objectsOf(objects, 'Pod')
    .filter(pod => !pod.spec.hostNetwork && !isFinished(pod))
    .flatMap(addressesOfPod)
    .filter(address => family === undefined || familyOf(address) === family);
}

/**
 * Rule 21: a connection has one family. Both ends must have it; an end without an address takes any. Where that
 * leaves none to choose, the families are not told apart.
 */
export function familiesOf(
  objects: Objects,
  from: End,
  to: End,
): (Family | undefined)[] {
  const known = [from, to]
    .map(end => [...new Set(end.addresses.map(familyOf))])
    .filter(families => families.length > 0);
  const shared =
    known.length === 0
      ? [...new Set(addressesOfCluster(objects, undefined).map(familyOf))]
      : known.reduce((one, other) => one.filter(each => other.includes(each)));
  return shared.length === 0 ? [undefined] : shared;
}
