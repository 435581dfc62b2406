import ipaddr from 'ipaddr.js';
import { AddressFamily } from '../kubernetes/addresses';

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

function numberOf(address: ipaddr.IPv4 | ipaddr.IPv6): Address {
  if (address instanceof ipaddr.IPv4) {
    const number = address.octets.reduce(
      (total, octet) => total * 256 + octet,
      0,
    );
    return { family: 'ipv4', number };
  }
  const number = address.parts.reduce(
    (total, part) => total * 65536n + BigInt(part),
    0n,
  );
  return { family: 'ipv6', number };
}

/** Reads an address; undefined when it is none. An IPv4 address in IPv6 clothing is an IPv4 address. */
export function readAddress(address: string): Address | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    return numberOf(ipaddr.IPv4.parse(address));
  }
  return address.includes(':') && ipaddr.IPv6.isValid(address)
    ? numberOf(ipaddr.process(address))
    : undefined;
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
const knownFamilies = {
  none: [],
  ipv4: ['ipv4'],
  ipv6: ['ipv6'],
  both: ['ipv4', 'ipv6'],
} as const satisfies Record<string, readonly AddressFamily[]>;

/** The addresses of one end of a connection, read when they are first asked for. */
export class Addresses {
  private read: readonly Address[] | undefined;
  private known: readonly AddressFamily[] | undefined;

  constructor(readonly spelled: readonly string[]) {}

  all(): readonly Address[] {
    this.read ??= this.spelled
      .map(readAddress)
      .filter(address => address !== undefined);
    return this.read;
  }

  /** The families that there are; equal ones are one object. */
  families(): readonly AddressFamily[] {
    this.known ??= knownFamilies[this.whichFamilies()];
    return this.known;
  }

  private whichFamilies(): keyof typeof knownFamilies {
    const has = (family: AddressFamily) =>
      this.all().some(address => address.family === family);
    if (has('ipv4')) {
      return has('ipv6') ? 'both' : 'ipv4';
    }
    return has('ipv6') ? 'ipv6' : 'none';
  }
}
