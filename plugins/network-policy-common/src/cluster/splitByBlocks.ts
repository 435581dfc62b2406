import { Pod } from '../kubernetes/clusterSnapshot';
import { readAddress } from '../policies/addresses';
import { Block, blockHolds } from '../policies/block';
import { groupBy, partsByFamily, PodClass, spanOf } from './podClass';

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
  return blocks
    .map(block =>
      read.some(address => blockHolds(block, address)) ? '1' : '0',
    )
    .join('');
}

/**
 * The pods of a class, apart where one of these blocks holds some of them and not the others, or where their addresses
 * are of other families.
 */
export function splitByBlocks(
  podClass: PodClass,
  blocks: readonly Block[],
): readonly (readonly Pod[])[] {
  const parts = partsByFamily(podClass);
  return blocks.every(block => liesApart(podClass, block))
    ? parts
    : parts.flatMap(pods => groupBy(pods, pod => signature(pod, blocks)));
}
