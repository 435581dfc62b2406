import { Pod } from '../kubernetes/clusterSnapshot';
import { readAddress } from '../policies/addresses';
import { Block, blockHolds } from '../policies/block';
import { hasSameFamilies, PodClass, spanOf } from './podClass';

function liesApart(podClass: PodClass, { range, except }: Block): boolean {
  const span = spanOf(podClass)[range.family];
  if (!span || span.last < range.first || span.first > range.last) {
    return true;
  }
  return (
    span.first >= range.first &&
    span.last <= range.last &&
    except.every(
      hole =>
        hole.last < span.first ||
        hole.first > span.last ||
        (hole.first <= span.first && hole.last >= span.last),
    )
  );
}

function signature({ addresses }: Pod, blocks: readonly Block[]): string {
  const read = addresses.map(readAddress).filter(one => one !== undefined);
  const families = read.map(({ family }) => family).join();
  const held = blocks.map(block =>
    read.some(address => blockHolds(block, address)) ? '1' : '0',
  );
  return `${families} ${held.join('')}`;
}

/**
 * The pods of a class, apart where one of these blocks holds some of them and not the others, or where their addresses
 * are of other families.
 */
export function splitByBlocks(
  podClass: PodClass,
  blocks: readonly Block[],
): readonly (readonly Pod[])[] {
  const { pods } = podClass;
  if (
    pods.length < 2 ||
    (hasSameFamilies(podClass) &&
      blocks.every(block => liesApart(podClass, block)))
  ) {
    return [pods];
  }
  const parts = new Map<string, Pod[]>();
  for (const pod of pods) {
    const key = signature(pod, blocks);
    const part = parts.get(key);
    if (part) {
      part.push(pod);
    } else {
      parts.set(key, [pod]);
    }
  }
  return [...parts.values()];
}
