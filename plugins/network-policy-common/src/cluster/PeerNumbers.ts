import {
  NetworkPolicyPeer,
  NetworkPolicyRule,
} from '../kubernetes/networkPolicy';
import { blockOf } from '../policies/block';
import { CompiledPeer, FindSelector } from '../policies/compiledPolicy';
import { KnownSides } from './sides';

/** A peer that policies of sources ask for; absent where a rule without peers means everybody. */
type AskedPeer = CompiledPeer | undefined;

function spellingOf(peer: Exclude<CompiledPeer, PodsPeer>): string {
  switch (peer.kind) {
    case 'blocks':
      return peer.blocks.map(({ key }) => key).join(' ');
    case 'nodes':
      return `nodes ${JSON.stringify(peer.selector)}`;
    default:
      return `not evaluated: ${peer.what}`;
  }
}

type PodsPeer = Extract<CompiledPeer, { kind: 'pods' }>;

/** Peers that many rules spell alike, each by a number, so that a destination is held against it once. */
export class PeerNumbers {
  private readonly numbers = new Map<string, number>();
  /** Equal selectors are one object. */
  private readonly ofPods = new Map<
    PodsPeer['namespaceSelector'],
    Map<PodsPeer['podSelector'], number>
  >();
  private readonly peers: AskedPeer[] = [];
  /** By the number of the peer: in which round it was found last. A round is a look at the policies of a namespace. */
  private readonly lastRounds: number[] = [];
  private round = 0;

  constructor(private readonly find: FindSelector) {}

  /** How many there are. */
  get count(): number {
    return this.peers.length;
  }

  /** The peer that has a number. */
  peer(number: number): AskedPeer {
    return this.peers[number];
  }

  /**
   * The numbers of all peers that destinations elsewhere may be to the pods of a namespace. What they are none of, is
   * told apart from others that they are none of by no policy.
   */
  ofSides(known: KnownSides): readonly number[] {
    known.peers ??= this.numbersOf(known);
    return known.peers;
  }

  private numbersOf({
    direction,
    policies,
    clusterWide,
  }: KnownSides): number[] {
    const found: number[] = [];
    this.round += 1;
    for (let position = 0; position < policies.length; position++) {
      const rules = policies[position].policy[direction];
      for (let index = 0; index < rules.length; index++) {
        this.addRule(found, rules[index]);
      }
    }
    for (const { compiled } of clusterWide) {
      for (const { peers } of compiled[direction]) {
        for (const peer of peers ?? []) {
          this.addOnce(found, this.numberOf(peer));
        }
      }
    }
    return found;
  }

  private addRule(found: number[], { peers }: NetworkPolicyRule): void {
    if (peers.length === 0) {
      this.addOnce(found, this.number('everybody', undefined));
    }
    for (let index = 0; index < peers.length; index++) {
      const number = this.numberElsewhere(peers[index]);
      if (number !== undefined) {
        this.addOnce(found, number);
      }
    }
  }

  private addOnce(found: number[], number: number): void {
    if (this.lastRounds[number] !== this.round) {
      this.lastRounds[number] = this.round;
      found.push(number);
    }
  }

  private numberOf(peer: CompiledPeer): number {
    return peer.kind === 'pods'
      ? this.numberOfPods(peer.namespaceSelector, peer.podSelector)
      : this.number(spellingOf(peer), peer);
  }

  private numberOfPods(
    namespaceSelector: PodsPeer['namespaceSelector'],
    podSelector: PodsPeer['podSelector'],
  ): number {
    let numbers = this.ofPods.get(namespaceSelector);
    if (!numbers) {
      numbers = new Map();
      this.ofPods.set(namespaceSelector, numbers);
    }
    let number = numbers.get(podSelector);
    if (number === undefined) {
      number = this.add({ kind: 'pods', namespaceSelector, podSelector });
      numbers.set(podSelector, number);
    }
    return number;
  }

  private number(key: string, peer: AskedPeer): number {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.add(peer);
      this.numbers.set(key, number);
    }
    return number;
  }

  private add(peer: AskedPeer): number {
    this.lastRounds.push(0);
    return this.peers.push(peer) - 1;
  }

  // A peer without a namespaceSelector is none of the destinations elsewhere.
  private numberElsewhere(peer: NetworkPolicyPeer): number | undefined {
    if (peer.kind === 'ipBlock') {
      const block = blockOf(peer.cidr, peer.except);
      return block && this.numberOf({ kind: 'blocks', blocks: [block] });
    }
    const { namespaceSelector, podSelector } = peer;
    return (
      namespaceSelector &&
      this.numberOfPods(
        this.find(namespaceSelector),
        podSelector && this.find(podSelector),
      )
    );
  }
}
