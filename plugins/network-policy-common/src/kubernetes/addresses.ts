import ipaddr from 'ipaddr.js';
import { boundedTable } from './boundedTable';

/** A family of addresses. */
export type AddressFamily = 'ipv4' | 'ipv6';

type Block = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

const blocks = boundedTable<Block>();

/**
 * Reads a block of addresses. The library also takes octal and short spellings, which Kubernetes refuses and other
 * programs read differently, so those are no block here. Bits beyond the prefix may be set: clusters hold such blocks.
 */
export function parseBlock(cidr: string): Block | undefined {
  const known = blocks.get(cidr);
  if (known) {
    return known;
  }
  const block = hasLeadingZeros(cidr) ? undefined : readBlock(cidr);
  return block && !isMapped(block) ? blocks.keep(cidr, block) : undefined;
}

function readBlock(cidr: string): Block | undefined {
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr)) {
    return ipaddr.IPv4.parseCIDR(cidr);
  }
  return cidr.includes(':') &&
    !cidr.includes('%') &&
    ipaddr.IPv6.isValidCIDR(cidr)
    ? ipaddr.IPv6.parseCIDR(cidr)
    : undefined;
}

// The groups of an IPv6 address may have leading zeros; the parts of an IPv4 address and the prefix may not.
function hasLeadingZeros(cidr: string): boolean {
  return /(?:^|:)0\d+\.|\.0\d|\/0\d/.test(cidr);
}

function isMapped([address]: Block): boolean {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress();
}

/** What is wrong with a block of addresses, in Kubernetes' own words; undefined when nothing is. */
export function validateBlock(cidr: string): string | undefined {
  if (cidr === '') {
    return 'Required value';
  }
  if (parseBlock(cidr)) {
    return undefined;
  }
  const plain = readBlock(cidr.replace(/(^|[.:/])0+(?=\d)/g, '$1'));
  if (!plain) {
    return 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)';
  }
  return hasLeadingZeros(cidr)
    ? 'must not have leading 0s in IP or prefix length'
    : 'must not have an IPv4-mapped IPv6 address';
}

const decimalOctet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const decimalAddress = new RegExp(`^${decimalOctet}(?:\\.${decimalOctet}){3}$`);

/** What is wrong with an address, in Kubernetes' own words; undefined when nothing is. */
export function validateAddress(address: string): string | undefined {
  return decimalAddress.test(address) || addressFamily(address) !== undefined
    ? undefined
    : 'must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)';
}

function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  // What is no address of a family is found by an error, which is slow; so only one family is tried.
  if (!address.includes(':')) {
    return ipaddr.IPv4.isValidFourPartDecimal(address)
      ? ipaddr.IPv4.parse(address)
      : undefined;
  }
  return !address.includes('%') && ipaddr.IPv6.isValid(address)
    ? ipaddr.process(address)
    : undefined;
}

/** The family of an address; undefined when it is none. */
export function addressFamily(address: string): AddressFamily | undefined {
  return parseAddress(address)?.kind();
}

/** Whether an address lies in a block; a block never holds addresses of the other family. */
export function blockHolds(cidr: string, address: string): boolean {
  const block = parseBlock(cidr);
  const parsed = parseAddress(address);
  return (
    block !== undefined &&
    parsed !== undefined &&
    block[0].kind() === parsed.kind() &&
    parsed.match([block[0], block[1]])
  );
}

/** Whether a block lies within another one and is smaller. */
export function isStrictSubset(inner: string, outer: string): boolean {
  const innerBlock = parseBlock(inner);
  const outerBlock = parseBlock(outer);
  return (
    innerBlock !== undefined &&
    outerBlock !== undefined &&
    innerBlock[0].kind() === outerBlock[0].kind() &&
    innerBlock[1] > outerBlock[1] &&
    innerBlock[0].match([outerBlock[0], outerBlock[1]])
  );
}

/** Whether a block holds every address of its family. */
export function isEveryAddress(cidr: string): boolean {
  return parseBlock(cidr)?.[1] === 0;
}
