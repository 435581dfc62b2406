import { AddressFamily } from '../kubernetes/addresses';
import { Units } from './units';

/** The family of addresses that a connection uses; undefined where nothing depends on it. */
export type Family = AddressFamily | undefined;

/** Connections to a destination over one family. */
export interface FamilyPass {
  family: Family;
  /** For each mask of a source one bit: whether such sources connect over this family. */
  sources: number;
}

/** The families of all units, as masks. */
export interface UnitFamilies {
  /** By the indexes of the units. */
  masks: Uint8Array;
  /** The families that are used to connect to a destination, by its mask. */
  passes: readonly (readonly FamilyPass[])[];
}

// Families as bits, so that those of two ends are quickly held against each other.
const bits = { ipv4: 1, ipv6: 2 } as const;
const everyMask = [0, 1, 2, 3];

function maskOf(families: readonly AddressFamily[]): number {
  let mask = 0;
  for (const family of families) {
    mask |= bits[family];
  }
  return mask;
}

/** The families that two ends may connect over, as `familiesOf` of a connection has them. */
function commonMask(one: number, other: number, podMask: number): number {
  if (one !== 0 && other !== 0) {
    return one & other;
  }
  return one | other || podMask;
}

/** Finds over which families the units connect. Without blocks nothing depends on them, so no address is read. */
export function unitFamilies(
  { units, blocks }: Units,
  podFamilies: readonly AddressFamily[],
): UnitFamilies {
  const masks = new Uint8Array(units.length);
  if (blocks.length === 0) {
    return { masks, passes: [[{ family: undefined, sources: 1 }]] };
  }
  for (let index = 0; index < masks.length; index++) {
    masks[index] = maskOf(units[index].end.addresses.families());
  }
  const podMask = maskOf(podFamilies);
  const present = everyMask.filter(mask => masks.includes(mask));
  const passesTo = (own: number): FamilyPass[] => {
    const sourcesWhere = (holds: (common: number) => boolean) =>
      present
        .filter(mask => holds(commonMask(own, mask, podMask)))
        .reduce((sources, mask) => sources | (1 << mask), 0);
    return [
      {
        family: 'ipv4' as const,
        sources: sourcesWhere(common => (common & bits.ipv4) !== 0),
      },
      {
        family: 'ipv6' as const,
        sources: sourcesWhere(common => (common & bits.ipv6) !== 0),
      },
      {
        family: undefined,
        sources: sourcesWhere(common => common === 0),
      },
    ].filter(({ sources }) => sources !== 0);
  };
  return { masks, passes: everyMask.map(passesTo) };
}
