import ipaddr from 'ipaddr.js';

export type Family = 'ipv4' | 'ipv6';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Remembers what was read: a million clusters have the same few addresses, and reading them is most of the work. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    const value = known.get(text) ?? read(text);
    known.set(text, value);
    return value;
  };
}

const readAddress = remembering<Address>(ipaddr.parse);
const readBlock = remembering<[Address, number]>(ipaddr.parseCIDR);

export const familyOf = (address: string): Family =>
  readAddress(address).kind();

const addressesIn = remembering(cidr => {
  const [network, bits] = readBlock(cidr);
  return remembering(address => {
    const parsed = readAddress(address);
    return parsed.kind() === network.kind() && parsed.match([network, bits]);
  });
});

/** Whether an address lies in a block; a block holds addresses of its own family only. */
export const isInBlock = (cidr: string, address: string): boolean =>
  addressesIn(cidr)(address);

/** The lowest address of a family. */
export const lowestAddress = (family: Family): string =>
  family === 'ipv4' ? '0.0.0.0' : '::';

/** The first address of a block. */
export function firstAddressOf(cidr: string): string {
  const [network, bits] = readBlock(cidr);
  const bytes = network
    .toByteArray()
    .map((byte, index) => byte & (0xff << Math.max(0, 8 * index + 8 - bits)));
  return ipaddr.fromByteArray(bytes.map(byte => byte & 0xff)).toString();
}

/** The first address after a block; undefined where the block ends with its family. */
export function addressAfter(cidr: string): string | undefined {
  const [, bits] = readBlock(cidr);
  const bytes = readAddress(firstAddressOf(cidr)).toByteArray();
  if (bits === 0) return undefined;
  let index = Math.floor((bits - 1) / 8);
  let step = 1 << (7 - ((bits - 1) % 8));
  while (index >= 0) {
    const sum = bytes[index] + step;
    bytes[index] = sum & 0xff;
    if (sum <= 0xff) return ipaddr.fromByteArray(bytes).toString();
    index -= 1;
    step = 1;
  }
  return undefined;
}
