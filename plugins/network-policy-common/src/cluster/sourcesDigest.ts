import { DecidingPolicy } from '../policies/deciding';
import { nonEmpty, SideVerdict } from '../policies/sideVerdict';
import { SourceGroup } from './groupSources';
import { PeerNumbers } from './PeerNumbers';

/**
 * The sources of a namespace at a glance. Few namespaces say anything about a given destination elsewhere, and what the
 * others say is always the same, so it is worked out once.
 */
export interface SourcesDigest {
  /** The numbers of all peers that a destination elsewhere may be; absent where sources must be looked at one by one. */
  peers?: readonly number[];
  /** How many pods may connect to destinations that are none of the peers, and how many may not. */
  open: number;
  closed: number;
  /** Which policies keep the latter from it; absent where there are none. */
  noRule?: SideVerdict;
}

/** Looks at the sources of a namespace. */
export function digestSources(
  sources: readonly SourceGroup[],
  numbers: PeerNumbers,
): SourcesDigest {
  const peers = new Set<number>();
  const policies = new Set<DecidingPolicy>();
  let open = 0;
  let closed = 0;
  for (const { egress, size, sameFamilies } of sources) {
    const ofSide = egress && sameFamilies ? numbers.ofSide(egress) : undefined;
    if (!egress || !ofSide) {
      return { open: 0, closed: 0 };
    }
    ofSide.forEach(number => peers.add(number));
    if (egress.isolating.length > 0) {
      closed += size;
      egress.isolating.forEach(({ reference }) => policies.add(reference));
    } else {
      open += size;
    }
  }
  const reasons = nonEmpty([...policies]);
  return {
    ...(sources.length > 0 && { peers: [...peers] }),
    open,
    closed,
    ...(reasons && {
      noRule: { allowed: false, because: 'no-rule', policies: reasons },
    }),
  };
}
