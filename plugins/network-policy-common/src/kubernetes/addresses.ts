import ipaddr from 'ipaddr.js';

/** A family of addresses. */
export type AddressFamily = 'ipv4' | 'ipv6';

type Block = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/**
 * Reads a block of addresses. The library also takes octal and short spellings, which Kubernetes refuses and other
 * programs read differently, so those are no block here.
 */
export function parseBlock(cidr: string): Block | undefined {
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(cidr)) {
    return ipaddr.IPv4.parseCIDR(cidr);
  }
  return cidr.includes(':') && ipaddr.IPv6.isValidCIDR(cidr)
    ? ipaddr.IPv6.parseCIDR(cidr)
    : undefined;
}

function parseAddress(address: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(address)) {
    return ipaddr.IPv4.parse(address);
  }
  return address.includes(':') && ipaddr.IPv6.isValid(address)
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
