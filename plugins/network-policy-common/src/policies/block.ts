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
