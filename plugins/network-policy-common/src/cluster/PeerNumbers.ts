import { CompiledPeer } from '../policies/compiledPolicy';
import { Side } from '../policies/side';

/** Peers that many rules spell alike, each by a number, so that a destination is held against it once. */
export class PeerNumbers {
  private readonly numbers = new Map<string, number>();
  private readonly peers: CompiledPeer[] = [];
  private readonly sides = new WeakMap<Side, readonly number[] | null>();

  /** How many there are. */
  get count(): number {
    return this.peers.length;
  }

  /** The numbers of all peers that a destination elsewhere may be; undefined where they must be looked at one by one. */
  ofSide(side: Side): readonly number[] | undefined {
    let known = this.sides.get(side);
    if (known === undefined) {
      known = this.numbersOf(side) ?? null;
      this.sides.set(side, known);
    }
    return known ?? undefined;
  }

  peer(number: number): CompiledPeer {
    return this.peers[number];
  }

  private numbersOf(side: Side): readonly number[] | undefined {
    const found = new Set<number>();
    for (const { peers } of [
      ...side.admin,
      ...side.beyondNamespace,
      ...side.baseline,
    ]) {
      for (const peer of peers ?? [undefined]) {
        const number = peer && this.numberOf(peer);
        if (number === undefined) {
          return undefined;
        }
        found.add(number);
      }
    }
    return [...found];
  }

  private numberOf(peer: CompiledPeer): number | undefined {
    const key = keyOf(peer);
    if (key === undefined) {
      return undefined;
    }
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.peers.push(peer) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

function keyOf(peer: CompiledPeer): string | undefined {
  switch (peer.kind) {
    case 'pods':
      return `${peer.namespace ?? ''} ${peer.namespaceSelector?.id} ${
        peer.podSelector?.id
      }`;
    case 'blocks':
      return peer.blocks.map(({ key }) => key).join(' ');
    case 'nodes':
      return `nodes ${JSON.stringify(peer.selector)}`;
    default:
      return undefined;
  }
}
