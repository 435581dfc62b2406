import { Block } from '../policies/block';
import { Side } from '../policies/side';
import { SourceGroup } from './groupSources';

/** What matters of all sources of a cluster, whoever they connect to. */
export interface SourcesSummary {
  /** The blocks by which their egress tells destinations apart, each once. */
  blocks: readonly Block[];
  /** How many pods use their node's network, by namespace; namespaces without any are left out. */
  onNodes: readonly { namespace: string; pods: number }[];
}

/**
 * Looks at the sources of every namespace.
 *
 * @param emptyOnes - what is said of the egress of pods that might be created in namespaces without any
 */
export function summariseSources(
  namespaces: readonly (readonly SourceGroup[])[],
  emptyOnes: readonly Side[],
): SourcesSummary {
  const blocks = new Set<Block>();
  const onNodes: { namespace: string; pods: number }[] = [];
  for (const egress of emptyOnes) {
    egress.blocks.forEach(block => blocks.add(block));
  }
  for (const groups of namespaces) {
    for (const { egress, classes, size } of groups) {
      if (egress) {
        egress.blocks.forEach(block => blocks.add(block));
      } else {
        onNodes.push({ namespace: classes[0].namespace, pods: size });
      }
    }
  }
  return { blocks: [...blocks], onNodes };
}
