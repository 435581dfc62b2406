import { AddressFamily } from '../kubernetes/addresses';
import { Pod } from '../kubernetes/clusterSnapshot';
import { PodOfOneAddress } from '../kubernetes/PodOfOneAddress';
import { Address, AddressNumber, readAddress } from '../policies/addresses';

/** The first and the last of some addresses, by family. */
export type AddressSpan = Partial<
  Record<AddressFamily, { first: AddressNumber; last: AddressNumber }>
>;

/** Where the addresses of some pods lie. */
export interface AddressSpread {
  span: AddressSpan;
  /** What `familiesOf` says of each of the pods, each answer once. */
  families: readonly string[];
}

function familyOf(address: string): string {
  return address.includes(':') ? '6' : '4';
}

/** The families of the addresses of a pod, as one word. */
export function familiesOf(pod: Pod): string {
  if (PodOfOneAddress.addressOf(pod) !== undefined) {
    return '4';
  }
  const { addresses } = pod;
  if (addresses.length < 2) {
    return addresses.length === 0 ? '' : familyOf(addresses[0]);
  }
  return addresses.map(familyOf).sort().join('');
}

function widen(span: AddressSpan, { family, number }: Address): void {
  const known = span[family];
  if (!known) {
    span[family] = { first: number, last: number };
  } else if (number < known.first) {
    known.first = number;
  } else if (number > known.last) {
    known.last = number;
  }
}

const none: readonly string[] = [];
const only = new Map<string, readonly string[]>();

// Mostly all pods are alike, and there are many thousands of namespaces with them.
function onlyFamily(ofPod: string): readonly string[] {
  let families = only.get(ofPod);
  if (!families) {
    families = [ofPod];
    only.set(ofPod, families);
  }
  return families;
}

/** The addresses of a pod. */
export function addressesOf(pod: Pod): Address[] {
  const kept = PodOfOneAddress.addressOf(pod);
  if (kept !== undefined) {
    return [{ family: 'ipv4', number: kept }];
  }
  const read: Address[] = [];
  for (const spelled of pod.addresses) {
    const address = readAddress(spelled);
    if (address) {
      read.push(address);
    }
  }
  return read;
}

/** Finds out where the addresses of some pods lie. */
export function spreadOf(pods: readonly Pod[]): AddressSpread {
  const span: AddressSpan = {};
  let families: readonly string[] = none;
  for (const pod of pods) {
    const ofPod = familiesOf(pod);
    if (!families.includes(ofPod)) {
      families =
        families.length === 0 ? onlyFamily(ofPod) : [...families, ofPod];
    }
    for (const address of addressesOf(pod)) {
      widen(span, address);
    }
  }
  return { span, families };
}
