import { Block } from '../policies/block';
import { CompiledPeer, CompiledRule } from '../policies/compiledPolicy';
import { LabelSet } from '../policies/labelSets';
import { matchBlock, matchPeerOf } from '../policies/matchPeer';
import { Selector } from '../policies/selector';
import { holdsEveryAddress } from '../policies/wholeBlocks';
import { Family } from './families';
import { Units, UnitsOfNamespace } from './units';

type Numbers = readonly number[];
type PodsPeer = Extract<CompiledPeer, { kind: 'pods' }>;

const none: Numbers = [];

function selects(selector: Selector | undefined, labels: LabelSet): boolean {
  return selector === undefined || selector.selectsSet(labels);
}

/**
 * Finds the units that peers of rules surely are, over one family of addresses, as indexes. A selector asks the
 * namespaces first, and then only the pods of those that it selects.
 */
export class PeerUnits {
  /** Every unit. */
  readonly all: Numbers;
  /** The units whose addresses are not known yet: only all addresses of a family hold theirs. */
  private readonly withoutAddress: Numbers;
  private readonly byName: ReadonlyMap<string, UnitsOfNamespace>;
  private readonly bySelectors = new Map<string, Numbers>();
  private readonly byBlock = new Map<Block, Numbers>();

  constructor(private readonly found: Units, private readonly family: Family) {
    this.all = found.units.map((_, number) => number);
    this.withoutAddress =
      found.blocks.length === 0
        ? none
        : this.all.filter(
            number => found.units[number].end.addresses.all().length === 0,
          );
    this.byName = new Map(found.namespaces.map(one => [one.name, one]));
  }

  of(rule: CompiledRule, peer: CompiledPeer): Numbers {
    if (peer.kind === 'pods') {
      return this.selected(peer);
    }
    if (peer.kind === 'blocks') {
      const held =
        peer.blocks.length === 1
          ? this.inBlock(peer.blocks[0])
          : peer.blocks.flatMap(block => this.inBlock(block));
      return this.withoutAddress.length > 0 &&
        holdsEveryAddress(rule, this.family)
        ? held.concat(this.withoutAddress)
        : held;
    }
    return this.matched(rule, peer);
  }

  private selected(peer: PodsPeer): Numbers {
    const { namespace, namespaceSelector, podSelector } = peer;
    if (namespace !== undefined) {
      const place = this.byName.get(namespace);
      return place ? this.selectedIn(place, podSelector) : none;
    }
    const key = `${namespaceSelector?.id} ${podSelector?.id}`;
    let known = this.bySelectors.get(key);
    if (!known) {
      const numbers: number[] = [];
      for (const place of this.found.namespaces) {
        if (selects(namespaceSelector, place.labels)) {
          for (const number of this.selectedIn(place, podSelector)) {
            numbers.push(number);
          }
        }
      }
      known = numbers;
      this.bySelectors.set(key, known);
    }
    return known;
  }

  private selectedIn(place: UnitsOfNamespace, podSelector?: Selector): Numbers {
    if (podSelector === undefined || podSelector.everything) {
      return place.units;
    }
    const { units } = this.found;
    const numbers: number[] = [];
    for (const number of place.units) {
      const { end } = units[number];
      if (end.kind === 'pod' && podSelector.selectsSet(end.labels)) {
        numbers.push(number);
      }
    }
    return numbers;
  }

  // Many policies spell the same blocks.
  private inBlock(block: Block): Numbers {
    let known = this.byBlock.get(block);
    if (!known) {
      known = this.findInBlock(block);
      this.byBlock.set(block, known);
    }
    return known;
  }

  private findInBlock(block: Block): Numbers {
    const { units } = this.found;
    const numbers: number[] = [];
    for (let number = 0; number < units.length; number++) {
      if (matchBlock(block, units[number].end, this.family) === 'address') {
        numbers.push(number);
      }
    }
    return numbers;
  }

  private matched(rule: CompiledRule, peer: CompiledPeer): Numbers {
    const numbers: number[] = [];
    for (const [number, { end }] of this.found.units.entries()) {
      const certainty = matchPeerOf(rule, peer, end, this.family);
      if (certainty !== 'no' && certainty !== 'perhaps') {
        numbers.push(number);
      }
    }
    return numbers;
  }
}
