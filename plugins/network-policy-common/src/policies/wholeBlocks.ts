import { AddressFamily } from '../kubernetes/addresses';
import { rangesOf, wholeFamilies } from './addressRanges';
import { Block } from './block';
import { CompiledRule } from './compiledPolicy';

const none: readonly AddressFamily[] = [];

function blocksOfRule({ peers = [] }: CompiledRule): Block[] {
  return peers.flatMap(peer => (peer.kind === 'blocks' ? peer.blocks : []));
}

function findWhole(rule: CompiledRule): readonly AddressFamily[] {
  const blocks = blocksOfRule(rule);
  return blocks.length > 0 ? wholeFamilies(rangesOf(blocks)) : none;
}

/**
 * Whether the blocks of a rule together hold every address of a family; without a family, of any. An address that is
 * not known yet is one of them for certain (rule 21a).
 */
export function holdsEveryAddress(
  rule: CompiledRule,
  family: AddressFamily | undefined,
): boolean {
  rule.whole ??= findWhole(rule);
  return family === undefined
    ? rule.whole.length > 0
    : rule.whole.includes(family);
}

/** The first peer of a rule that is a block. */
export function firstBlockPeer({ peers = [] }: CompiledRule): number {
  return peers.findIndex(({ kind }) => kind === 'blocks');
}
