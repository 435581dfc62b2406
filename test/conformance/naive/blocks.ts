import {
  addressAfter,
  Family,
  familyOf,
  firstAddressOf,
  isInBlock,
  lowestAddress,
} from './addresses';
import { End } from './ends';

export interface Block {
  cidr: string;
  except?: string[] | null;
}

const familyOfBlock = (cidr: string): Family => familyOf(cidr.split('/')[0]);

/** Rules 12, 13, 25 and 27: a block matches the addresses of pods too, and except takes out of its own block only. */
const holds = ({ cidr, except }: Block, address: string): boolean =>
  isInBlock(cidr, address) &&
  !(except ?? []).some(one => isInBlock(one, address));

/**
 * Whether every address of a family is in one of the blocks: the lowest one, the first of each block, and the first
 * after each block and each exception. Between these nothing changes.
 */
function holdEveryAddress(blocks: readonly Block[], family: Family): boolean {
  const cidrs = blocks
    .flatMap(({ cidr, except }) => [cidr, ...(except ?? [])])
    .filter(cidr => familyOfBlock(cidr) === family);
  return [
    lowestAddress(family),
    ...cidrs.flatMap(cidr => [firstAddressOf(cidr), addressAfter(cidr)]),
  ]
    .filter(address => address !== undefined)
    .every(address => blocks.some(block => holds(block, address)));
}

/**
 * Whether a block, one of those of a rule, matches an end. Rule 21a: an address that is not known yet is in the block if
 * the rule's blocks together hold every address of a family; otherwise it may be or not, as the end is asked to take it.
 */
export function blockMatches(
  block: Block,
  ofRule: readonly Block[],
  end: End,
  family: Family | undefined,
): boolean {
  if (end.addresses.length > 0) {
    return end.addresses
      .filter(address => family === undefined || familyOf(address) === family)
      .some(address => holds(block, address));
  }
  const own = familyOfBlock(block.cidr);
  return (
    (family === undefined || own === family) &&
    (end.unknownIsHeld || holdEveryAddress(ofRule, own))
  );
}
