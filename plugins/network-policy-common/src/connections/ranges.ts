import ipaddr from 'ipaddr.js';
import { AddressFamily } from '../kubernetes/addresses';
import { AddressNumber } from '../policies/addresses';
import { Block } from '../policies/block';

/** Addresses that no block tells apart, from the first to the last. */
export interface ElementaryRange {
  family: AddressFamily;
  first: string;
  last: string;
}

const highest = { ipv4: 2 ** 32 - 1, ipv6: 2n ** 128n - 1n } as const;

function bytesOf(number: AddressNumber, count: number): number[] {
  let rest = BigInt(number);
  const bytes = new Array<number>(count);
  for (let index = count - 1; index >= 0; index--) {
    bytes[index] = Number(rest % 256n);
    rest /= 256n;
  }
  return bytes;
}

function format(family: AddressFamily, number: AddressNumber): string {
  return ipaddr
    .fromByteArray(bytesOf(number, family === 'ipv4' ? 4 : 16))
    .toString();
}

function startsOf(family: AddressFamily, blocks: readonly Block[]): bigint[] {
  const starts = new Set([0n]);
  for (const { range, except } of blocks) {
    for (const { first, last } of [range, ...except]) {
      starts.add(BigInt(first));
      starts.add(BigInt(last) + 1n);
    }
  }
  starts.delete(BigInt(highest[family]) + 1n);
  return [...starts].sort((one, other) => (one < other ? -1 : 1));
}

/**
 * Cuts all addresses of a family at the borders of blocks. Every block holds all addresses of a piece, or none.
 *
 * @param blocks - of any family; those of another one cut nothing
 */
export function elementaryRanges(
  family: AddressFamily,
  blocks: readonly Block[],
): ElementaryRange[] {
  const starts = startsOf(
    family,
    blocks.filter(({ range }) => range.family === family),
  );
  return starts.map((first, index) => ({
    family,
    first: format(family, first),
    last: format(
      family,
      index + 1 < starts.length
        ? starts[index + 1] - 1n
        : BigInt(highest[family]),
    ),
  }));
}
