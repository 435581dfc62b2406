import fc from 'fast-check';
import ipaddr from 'ipaddr.js';

interface IpBlock {
  cidr: string;
  except?: string[];
}

/** Blocks that hold one address, a few neighbours, or a node's pods, as counted from the end of the address. */
const hostBits = [0, 2, 3, 8];

/** The block around an address; all addresses of its family without a number of bits. */
export function blockAround(address: string, bits?: number): string {
  const parsed = ipaddr.parse(address);
  const length = parsed.toByteArray().length * 8;
  const prefix = bits === undefined ? 0 : length - bits;
  const cidr = `${address}/${prefix}`;
  const network =
    parsed.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(cidr)
      : ipaddr.IPv6.networkAddressFromCIDR(cidr);
  return `${network}/${prefix}`;
}

/** The smaller blocks in a block: the API server takes no others as exceptions. */
function inside(cidr: string, addresses: readonly string[]): string[] {
  const [network, prefix] = ipaddr.parseCIDR(cidr);
  const smaller = addresses.flatMap(address =>
    hostBits.map(bits => blockAround(address, bits)),
  );
  return [...new Set(smaller)].filter(block => {
    const [start, length] = ipaddr.parseCIDR(block);
    return length > prefix && start.match([network, prefix]);
  });
}

/** A block that holds some or all of these addresses, or none, with exceptions or without. */
export const ipBlockOf = (
  addresses: readonly string[],
): fc.Arbitrary<IpBlock> =>
  fc
    .oneof(
      {
        weight: 6,
        arbitrary: fc
          .tuple(
            fc.constantFrom(...addresses),
            fc.constantFrom(...hostBits, undefined),
          )
          .map(([address, bits]) => blockAround(address, bits)),
      },
      { weight: 1, arbitrary: fc.constant('203.0.113.0/24') },
    )
    .chain(cidr => {
      const smaller = inside(cidr, addresses);
      return fc.record(
        {
          cidr: fc.constant(cidr),
          except: fc.subarray(smaller, {
            maxLength: Math.min(3, smaller.length),
          }),
        },
        { requiredKeys: ['cidr'] },
      );
    });
