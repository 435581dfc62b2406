import { Family, familyOf, isInBlock } from './addresses';
import { addressesOfCluster, End } from './ends';
import { Objects } from './objects';

/**
 * Rules 12, 13, 25 and 27: a block matches the addresses of pods too, and except takes out of its own block only. A pod
 * without an address will get one like the others', so the block must hold all of those.
 */
export function blockMatches(
  objects: Objects,
  block: { cidr: string; except?: string[] | null },
  end: End,
  family: Family | undefined,
): boolean {
  const holds = (address: string) =>
    isInBlock(block.cidr, address) &&
    !(block.except ?? []).some(cidr => isInBlock(cidr, address));
  if (end.addresses.length > 0) {
    return end.addresses
      .filter(address => family === undefined || familyOf(address) === family)
      .some(holds);
  }
  const others = addressesOfCluster(objects, family);
  return others.length > 0 && others.every(holds);
}
