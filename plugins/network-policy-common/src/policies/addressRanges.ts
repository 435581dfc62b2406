import { AddressFamily } from '../kubernetes/addresses';
import { AddressRange } from './addresses';
import { Block } from './block';

/** Addresses from the first to the last, both included. */
interface Range {
  first: bigint;
  last: bigint;
}

/** Addresses of both families: sorted, apart from each other, with a gap between any two. */
export type AddressRanges = Readonly<Record<AddressFamily, readonly Range[]>>;

const highest: Record<AddressFamily, bigint> = {
  ipv4: 2n ** 32n - 1n,
  ipv6: 2n ** 128n - 1n,
};

function rangeOf({ first, last }: AddressRange): Range {
  return { first: BigInt(first), last: BigInt(last) };
}

function join(ranges: readonly Range[]): Range[] {
  const sorted = ranges.toSorted((one, other) =>
    one.first < other.first ? -1 : 1,
  );
  const joined: Range[] = [];
  for (const { first, last } of sorted) {
    const previous = joined.at(-1);
    if (!previous || first > previous.last + 1n) {
      joined.push({ first, last });
    } else if (last > previous.last) {
      previous.last = last;
    }
  }
  return joined;
}

function lessExceptions({ range, except }: Block): Range[] {
  const { first, last } = rangeOf(range);
  const pieces: Range[] = [];
  let next = first;
  for (const hole of join(except.map(rangeOf))) {
    if (hole.first > next) {
      pieces.push({ first: next, last: hole.first - 1n });
    }
    next = hole.last + 1n;
  }
  return next > last ? pieces : [...pieces, { first: next, last }];
}

/** All addresses that at least one of the blocks holds. */
export function rangesOf(blocks: readonly Block[]): AddressRanges {
  const ofFamily = (family: AddressFamily) =>
    join(
      blocks
        .filter(({ range }) => range.family === family)
        .flatMap(lessExceptions),
    );
  return { ipv4: ofFamily('ipv4'), ipv6: ofFamily('ipv6') };
}

/** Whether there is no address. */
export function isEmptyRanges({ ipv4, ipv6 }: AddressRanges): boolean {
  return ipv4.length === 0 && ipv6.length === 0;
}

/** The families of which every address is there. */
export function wholeFamilies(ranges: AddressRanges): AddressFamily[] {
  return (['ipv4', 'ipv6'] as const).filter(family =>
    ranges[family].some(
      ({ first, last }) => first === 0n && last === highest[family],
    ),
  );
}

/** Whether every address of one of the families is there. */
export function holdsWholeFamily(ranges: AddressRanges): boolean {
  return wholeFamilies(ranges).length > 0;
}

function every(
  ranges: AddressRanges,
  holds: (range: Range, family: AddressFamily) => boolean,
): boolean {
  return (
    ranges.ipv4.every(range => holds(range, 'ipv4')) &&
    ranges.ipv6.every(range => holds(range, 'ipv6'))
  );
}

/** Whether the outer ones hold every address of the inner ones. */
export function includesRanges(
  outer: AddressRanges,
  inner: AddressRanges,
): boolean {
  return every(inner, ({ first, last }, family) =>
    outer[family].some(range => range.first <= first && range.last >= last),
  );
}

/** Whether no address is in both. */
export function rangesAreApart(
  one: AddressRanges,
  other: AddressRanges,
): boolean {
  return every(one, ({ first, last }, family) =>
    other[family].every(range => range.first > last || range.last < first),
  );
}
