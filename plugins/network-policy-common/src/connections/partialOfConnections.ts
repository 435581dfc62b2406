import { IndexedCluster } from '../cluster/IndexedCluster';
import { addressesOf } from '../cluster/addressSpread';
import { AddressFamily } from '../kubernetes/addresses';
import { Address } from '../policies/addresses';
import { Block, blockHolds } from '../policies/block';
import { CompiledPeer, CompiledRule } from '../policies/compiledPolicy';
import { DecidingPolicy } from '../policies/deciding';
import { Side } from '../policies/side';
import { holdsEveryAddress } from '../policies/wholeBlocks';
import { SidedPods, sidedPodsOf } from './sidedPods';

const mostNames = 5;

function describe({ kind, namespace, name }: DecidingPolicy): string {
  return `${kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
}

function enumerate(policies: ReadonlySet<DecidingPolicy>): string {
  const names = [...new Set([...policies].map(describe))].sort();
  const more = names.length - mostNames;
  return more > 0
    ? `${names.slice(0, mostNames).join(', ')} and ${more} more`
    : names.join(', ');
}

const blocksOf = ({ peers = [] }: CompiledRule): readonly Block[] =>
  peers.flatMap(peer => (peer.kind === 'blocks' ? peer.blocks : []));

const matchesAll = (peer: CompiledPeer): boolean =>
  peer.kind === 'pods' &&
  peer.namespace === undefined &&
  (peer.namespaceSelector?.everything ?? true) &&
  (peer.podSelector?.everything ?? true);

/** The rules of a side that match pods by blocks, and not all pods by a selector besides. */
function rulesByBlock({ admin, networkPolicy, baseline }: Side) {
  return [...admin, ...networkPolicy, ...baseline].filter(
    rule => blocksOf(rule).length > 0 && !rule.peers?.some(matchesAll),
  );
}

/** Addresses in their order, so that a block finds the first that it may hold without asking all of them. */
class SortedAddresses {
  private readonly ipv4: readonly Address[];
  private readonly ipv6: readonly Address[];

  constructor(addresses: readonly Address[]) {
    const ofFamily = (wanted: AddressFamily) =>
      addresses
        .filter(({ family }) => family === wanted)
        .sort((one, other) => (one.number < other.number ? -1 : 1));
    this.ipv4 = ofFamily('ipv4');
    this.ipv6 = ofFamily('ipv6');
  }

  /** Whether one of the addresses lies in a block. */
  meet(block: Block): boolean {
    const { family, first, last } = block.range;
    const sorted = this[family];
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (sorted[middle].number < first) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    for (let at = low; at < sorted.length && sorted[at].number <= last; at++) {
      if (blockHolds(block, sorted[at])) {
        return true;
      }
    }
    return false;
  }
}

interface Counted {
  withoutAddress: number;
  known: SortedAddresses;
  sides: ReadonlySet<Side>;
}

function count({ namespaces }: SidedPods): Counted {
  const sides = new Set<Side>();
  const addresses: Address[] = [];
  let withoutAddress = 0;
  for (const { podClass, ingress, egress } of namespaces.flatMap(
    ({ classes }) => classes,
  )) {
    for (const side of [ingress, egress]) {
      if (side) {
        sides.add(side);
      }
    }
    for (const pod of podClass.hostNetwork ? [] : podClass.pods) {
      const own = addressesOf(pod);
      withoutAddress += own.length === 0 ? 1 : 0;
      own.forEach(address => addresses.push(address));
    }
  }
  return { withoutAddress, known: new SortedAddresses(addresses), sides };
}

/**
 * What blocks of addresses leave open about the connections of a cluster between pods, one sentence each: addresses that
 * are not known yet, and blocks that match pods, which not every network plugin has. A list of all connections has no
 * place for it at each of them.
 *
 * @param cluster - the cluster
 * @public
 */
export function partialOfConnections(cluster: IndexedCluster): string[] {
  const pods = sidedPodsOf(cluster);
  if (pods.blocks.size === 0) {
    return [];
  }
  const { withoutAddress, known, sides } = count(pods);
  const open = new Set<DecidingPolicy>();
  const byAddress = new Set<DecidingPolicy>();
  for (const side of sides) {
    for (const rule of rulesByBlock(side)) {
      const { reference, tier } = rule.policy;
      const isWhole = holdsEveryAddress(rule, undefined);
      if (withoutAddress > 0 && !isWhole) {
        open.add(reference);
      }
      const holdsPods =
        (withoutAddress > 0 && isWhole) ||
        blocksOf(rule).some(block => known.meet(block));
      if (tier === 'NetworkPolicy' && holdsPods) {
        byAddress.add(reference);
      }
    }
  }
  return [
    ...(open.size > 0
      ? [
          `Pods without an address yet: ${withoutAddress}. Whether they get one in a block of these policies is not known, so connections between pods may be allowed or denied otherwise than listed: ${enumerate(
            open,
          )}.`,
        ]
      : []),
    ...(byAddress.size > 0
      ? [
          `Some pods are matched by a block of addresses, and not every network plugin matches blocks against pods: ${enumerate(
            byAddress,
          )}.`,
        ]
      : []),
  ];
}
