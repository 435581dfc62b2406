import { Block } from './block';
import { CompiledPolicy, CompiledRule } from './compiledPolicy';

/**
 * Everything that policies say of one direction of some pods: the rules of each layer in the order in which they are
 * asked. Pods that the same policies select share one side.
 */
export interface Side {
  admin: readonly CompiledRule[];
  /** The NetworkPolicies that isolate the pods. */
  isolating: readonly CompiledPolicy[];
  networkPolicy: readonly CompiledRule[];
  baseline: readonly CompiledRule[];
  /** The blocks by which rules tell other ends apart, each once. */
  blocks: readonly Block[];
}

function blocksOf(rules: readonly CompiledRule[]): Block[] {
  const found = new Map<string, Block>();
  for (const { peers } of rules) {
    for (const peer of peers ?? []) {
      if (peer.kind === 'blocks') {
        peer.blocks.forEach(block => found.set(block.key, block));
      }
    }
  }
  return [...found.values()];
}

/** Puts a side together from the rules of its layers. */
export function sideOf(layers: Omit<Side, 'blocks'>): Side {
  const { admin, networkPolicy, baseline } = layers;
  return {
    ...layers,
    blocks: blocksOf([...admin, ...networkPolicy, ...baseline]),
  };
}

/** The side of pods that no policy is about. */
export const openSide: Side = sideOf({
  admin: [],
  isolating: [],
  networkPolicy: [],
  baseline: [],
});
