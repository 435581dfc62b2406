import { Block } from './block';
import { CompiledPolicy, CompiledRule } from './compiledPolicy';
import { JudgedSide, nonEmpty } from './sideVerdict';

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
  /** What is said where NetworkPolicies isolate the pods and no rule allows; absent where none isolates. */
  noRule?: JudgedSide;
  /** The rules of NetworkPolicies that may match pods of other namespaces. */
  beyondNamespace: readonly CompiledRule[];
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
export function sideOf(
  layers: Omit<Side, 'blocks' | 'noRule' | 'beyondNamespace'>,
): Side {
  const { admin, isolating, networkPolicy, baseline } = layers;
  const policies = nonEmpty(isolating.map(({ reference }) => reference));
  return {
    ...layers,
    ...(policies && {
      noRule: {
        verdict: { allowed: false, because: 'no-rule', policies },
        questions: [],
      },
    }),
    beyondNamespace: networkPolicy.filter(
      ({ peers }) =>
        !peers?.every(
          peer => peer.kind === 'pods' && peer.namespace !== undefined,
        ),
    ),
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
