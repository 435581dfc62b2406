import { Address, AddressRange, rangeHolds, readBlock } from './addresses';

/** A block of addresses less its exceptions. */
export interface Block {
  /** Equal for equal blocks. */
  key: string;
  range: AddressRange;
  except: readonly AddressRange[];
}

const blocks = new Map<string, Block | undefined>();
const mostKnown = 10_000;

/** Reads a block; undefined when it is none. */
export function blockOf(
  cidr: string,
  except: readonly string[] = [],
): Block | undefined {
  const key = except.length === 0 ? cidr : [cidr, ...except].join();
  if (!blocks.has(key)) {
    if (blocks.size >= mostKnown) {
      blocks.clear();
    }
    const range = readBlock(cidr);
    blocks.set(
      key,
      range && {
        key,
        range,
        except: except.map(readBlock).filter(one => one !== undefined),
      },
    );
  }
  return blocks.get(key);
}

/** Whether a block holds an address. */
export function blockHolds(block: Block, address: Address): boolean {
  if (!rangeHolds(block.range, address)) {
    return false;
  }
  for (let index = 0; index < block.except.length; index++) {
    if (rangeHolds(block.except[index], address)) {
      return false;
    }
  }
  return true;
}

const privateRanges = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '172.16.0.0/12',
  '192.168.0.0/16',
  'fc00::/7',
]
  .map(readBlock)
  .filter(range => range !== undefined);

/** Whether a block holds addresses that clusters usually give to pods: those for private use. */
export function holdsPrivateAddresses({ range }: Block): boolean {
  return privateRanges.some(
    ({ family, first, last }) =>
      family === range.family && first <= range.last && last >= range.first,
  );
}
