import ipaddr from 'ipaddr.js';
import { AddressFamily } from '../kubernetes/addresses';
import { readIpv4 } from '../kubernetes/ipv4';

/** An address as a number; those of IPv6 are bigints. The two kinds are never compared with each other. */
export type AddressNumber = number | bigint;

/** Addresses from the first to the last, both included, of one family. */
export interface AddressRange {
  family: AddressFamily;
  first: AddressNumber;
  last: AddressNumber;
}

/** An address with its family. */
export interface Address {
  family: AddressFamily;
  number: AddressNumber;
}

function readIpv6(address: string): Address | undefined {
  if (!address.includes(':') || !ipaddr.IPv6.isValid(address)) {
    return undefined;
  }
  const read = ipaddr.IPv6.parse(address);
  if (read.isIPv4MappedAddress()) {
    const number = readIpv4(read.toIPv4Address().toString());
    return number === undefined ? undefined : { family: 'ipv4', number };
  }
  const number = read.parts.reduce(
    (total, part) => total * 65536n + BigInt(part),
    0n,
  );
  return { family: 'ipv6', number };
}

/** Reads an address; undefined when it is none. An IPv4 address in IPv6 clothing is an IPv4 address. */
export function readAddress(address: string): Address | undefined {
  const number = readIpv4(address);
  return number === undefined ? readIpv6(address) : { family: 'ipv4', number };
}

/** Reads a block that was validated; undefined when it is none. */
export function readBlock(cidr: string): AddressRange | undefined {
  const [address, prefix] = cidr.split('/');
  const start = readAddress(address);
  const length = Number(prefix);
  if (!start || !Number.isInteger(length)) {
    return undefined;
  }
  if (typeof start.number === 'number') {
    const size = 2 ** (32 - length);
    const first = start.number - (start.number % size);
    return { family: start.family, first, last: first + size - 1 };
  }
  const size = 2n ** BigInt(128 - length);
  const first = start.number - (start.number % size);
  return { family: start.family, first, last: first + size - 1n };
}

/** Whether an address lies in a range. */
export function rangeHolds(
  { family, first, last }: AddressRange,
  address: Address,
): boolean {
  return (
    family === address.family &&
    address.number >= first &&
    address.number <= last
  );
}

/** The families of addresses, so that equal ones are one object. */
export const knownFamilies = {
  none: [],
  ipv4: ['ipv4'],
  ipv6: ['ipv6'],
  both: ['ipv4', 'ipv6'],
} as const satisfies Record<string, readonly AddressFamily[]>;

/** The addresses of one end of a connection, read when they are first asked for. */
export class Addresses {
  private read: readonly Address[] | undefined;
  private known: readonly AddressFamily[] | undefined;

  constructor(private spelled: readonly string[]) {}

  all(): readonly Address[] {
    if (!this.read) {
      const read: Address[] = [];
      for (let index = 0; index < this.spelled.length; index++) {
        const address = readAddress(this.spelled[index]);
        if (address) {
          read.push(address);
        }
      }
      // Many thousands are kept: without room for more.
      this.read = read.slice();
      this.spelled = knownFamilies.none;
    }
    return this.read;
  }

  /** The families that there are; equal ones are one object. */
  families(): readonly AddressFamily[] {
    this.known ??= knownFamilies[this.whichFamilies()];
    return this.known;
  }

  private whichFamilies(): keyof typeof knownFamilies {
    const all = this.all();
    if (all.length === 1) {
      return all[0].family;
    }
    const has = (family: AddressFamily) =>
      all.some(address => address.family === family);
    if (has('ipv4')) {
      return has('ipv6') ? 'both' : 'ipv4';
    }
    return has('ipv6') ? 'ipv6' : 'none';
  }
}
