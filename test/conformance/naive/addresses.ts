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
