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
    const found = new Set<number>();
    for (let position = 0; position < policies.length; position++) {
      const rules = policies[position].policy[direction];
      for (let index = 0; index < rules.length; index++) {
        this.addRule(found, rules[index]);
      }
    }
    for (const { compiled } of clusterWide) {
      for (const { peers } of compiled[direction]) {
        for (const peer of peers ?? []) {
          found.add(this.numberOf(peer));
        }
      }
    }
    return [...found];
  }

  private addRule(found: Set<number>, { peers }: NetworkPolicyRule): void {
    if (peers.length === 0) {
      found.add(this.number('everybody', undefined));
    }
    for (let index = 0; index < peers.length; index++) {
      const compiled = this.compile(peers[index]);
      if (compiled) {
        found.add(this.numberOf(compiled));
      }
    }
  }

  private numberOf(peer: CompiledPeer): number {
    if (peer.kind !== 'pods') {
      return this.number(spellingOf(peer), peer);
    }
    const { namespaceSelector, podSelector } = peer;
    let numbers = this.ofPods.get(namespaceSelector);
    if (!numbers) {
      numbers = new Map();
      this.ofPods.set(namespaceSelector, numbers);
    }
    let number = numbers.get(podSelector);
    if (number === undefined) {
      number = this.peers.push(peer) - 1;
      numbers.set(podSelector, number);
    }
    return number;
  }

  private number(key: string, peer: AskedPeer): number {
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.peers.push(peer) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }

  // A peer without a namespaceSelector is none of the destinations elsewhere.
  private compile(peer: NetworkPolicyPeer): AskedPeer {
    if (peer.kind === 'ipBlock') {
      const block = blockOf(peer.cidr, peer.except);
      return block && { kind: 'blocks', blocks: [block] };
    }
    const { namespaceSelector, podSelector } = peer;
    return (
      namespaceSelector && {
        kind: 'pods',
        namespaceSelector: this.find(namespaceSelector),
        podSelector: podSelector && this.find(podSelector),
      }
    );
  }
}
