import { AddressFamily } from '../kubernetes/addresses';
import { ContainerPort, Pod } from '../kubernetes/clusterSnapshot';
import {
  AddressNumber,
  knownFamilies,
  readAddress,
} from '../policies/addresses';
import { PreparedEnd } from '../policies/end';
import { LabelSet } from '../policies/labelSets';

/** Pods of one namespace that no selector and no named port tells apart. Only their addresses may differ. */
export interface PodClass {
  namespace: string;
  labels: LabelSet;
  ports: readonly ContainerPort[];
  hostNetwork: boolean;
  /** Succeeded and Failed pods do not count: their addresses may be other pods' by now. */
  finished: boolean;
  pods: Pod[];
  /** The first of the pods as an end of connections. Computed when it is first asked for; a change forgets it. */
  prepared?: PreparedEnd;
  span?: AddressSpan;
  byFamily?: readonly (readonly Pod[])[];
}

/** Where the addresses of a class lie. */
export interface AddressSpan {
  ipv4?: { first: AddressNumber; last: AddressNumber };
  ipv6?: { first: AddressNumber; last: AddressNumber };
}

/**
 * Whether a pod has ended for good: Succeeded and Failed pods do not count, for their addresses may be other pods' by
 * now.
 *
 * @public
 */
export function isFinished({ phase }: Pick<Pod, 'phase'>): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

function samePorts(
  one: readonly ContainerPort[],
  other: readonly ContainerPort[],
): boolean {
  return (
    one === other ||
    (one.length === other.length &&
      one.every(
        ({ name, protocol, containerPort }, index) =>
          other[index].containerPort === containerPort &&
          other[index].name === name &&
          other[index].protocol === protocol,
      ))
  );
}

/** Whether a pod with the labels of a class belongs to it. */
export function belongsTo(pod: Pod, candidate: PodClass): boolean {
  return (
    candidate.hostNetwork === pod.hostNetwork &&
    candidate.finished === isFinished(pod) &&
    samePorts(candidate.ports, pod.ports)
  );
}

/** The families of the addresses of a pod, as one word. */
export function familiesOf({ addresses }: Pod): string {
  if (addresses.length < 2) {
    return addresses.length === 0 ? '' : familyOf(addresses[0]);
  }
  return addresses.map(familyOf).sort().join('');
}

function familyOf(address: string): string {
  return address.includes(':') ? '6' : '4';
}

/** The pods of a class, those apart that have addresses of other families, or none. */
export function partsByFamily(podClass: PodClass): readonly (readonly Pod[])[] {
  if (!podClass.byFamily) {
    const { pods } = podClass;
    const families = familiesOf(pods[0]);
    podClass.byFamily =
      pods.length === 1 || pods.every(pod => familiesOf(pod) === families)
        ? [pods]
        : groupBy(pods, familiesOf);
  }
  return podClass.byFamily;
}

/** The pods apart by a key, in the order of their first. */
export function groupBy(
  pods: readonly Pod[],
  keyOf: (pod: Pod) => string,
): Pod[][] {
  const groups = new Map<string, Pod[]>();
  for (const pod of pods) {
    const key = keyOf(pod);
    const group = groups.get(key);
    if (group) {
      group.push(pod);
    } else {
      groups.set(key, [pod]);
    }
  }
  return [...groups.values()];
}

/** The families of the addresses that pods of a class have, unless they are their nodes' or no longer theirs. */
export function familiesOfClass(podClass: PodClass): readonly AddressFamily[] {
  const { hostNetwork, finished } = podClass;
  if (hostNetwork || finished) {
    return knownFamilies.none;
  }
  let spelled = '';
  for (const [pod] of partsByFamily(podClass)) {
    spelled += familiesOf(pod);
  }
  if (spelled.includes('4')) {
    return spelled.includes('6') ? knownFamilies.both : knownFamilies.ipv4;
  }
  return spelled.includes('6') ? knownFamilies.ipv6 : knownFamilies.none;
}

/** Forgets what was computed, as the pods change. */
export function forgetComputed(podClass: PodClass): void {
  podClass.prepared = undefined;
  podClass.span = undefined;
  podClass.byFamily = undefined;
}

/** A class of some pods of another one. */
export function withPods(podClass: PodClass, pods: readonly Pod[]): PodClass {
  return {
    ...podClass,
    pods: [...pods],
    prepared: undefined,
    span: undefined,
    byFamily: undefined,
  };
}

/** Where addresses lie of which some lie here and the others there. */
export function joinSpans(spans: readonly AddressSpan[]): AddressSpan {
  const joined: AddressSpan = {};
  for (const span of spans) {
    for (const family of ['ipv4', 'ipv6'] as const) {
      const known = joined[family];
      const more = span[family];
      if (more) {
        joined[family] = {
          first: known && known.first < more.first ? known.first : more.first,
          last: known && known.last > more.last ? known.last : more.last,
        };
      }
    }
  }
  return joined;
}

/** Where the addresses of a class lie. */
export function spanOf(podClass: PodClass): AddressSpan {
  if (podClass.span) {
    return podClass.span;
  }
  const { pods } = podClass;
  const span: AddressSpan = {};
  for (let nth = 0; nth < pods.length; nth++) {
    const { addresses } = pods[nth];
    for (let index = 0; index < addresses.length; index++) {
      const address = readAddress(addresses[index]);
      if (address) {
        const { family, number } = address;
        const known = span[family];
        if (!known) {
          span[family] = { first: number, last: number };
        } else if (number < known.first) {
          known.first = number;
        } else if (number > known.last) {
          known.last = number;
        }
      }
    }
  }
  podClass.span = span;
  return span;
}
