import { readAddress } from '../policies/addresses';
import { Block, blockHolds } from '../policies/block';
import { PodsInBlock } from '../policies/end';
import { PodClass, spanOf } from './podClass';

interface Counted {
  inside: boolean;
  outside: boolean;
}

// Pods of a class mostly lie near each other, so that their first and last address often answer for all of them.
function countOfClass(podClass: PodClass, block: Block): Counted {
  const { family, first, last } = block.range;
  const span = spanOf(podClass)[family];
  if (!span) {
    return { inside: false, outside: false };
  }
  if (
    span.last < first ||
    span.first > last ||
    block.except.some(
      hole => hole.first <= span.first && hole.last >= span.last,
    )
  ) {
    return { inside: false, outside: true };
  }
  const cut = block.except.some(
    range => range.first <= span.last && range.last >= span.first,
  );
  if (!cut && span.first >= first && span.last <= last) {
    return { inside: true, outside: false };
  }
  const counted = { inside: false, outside: false };
  for (const spelled of podClass.pods.flatMap(({ addresses }) => addresses)) {
    const address = readAddress(spelled);
    if (address?.family === family) {
      const key = blockHolds(block, address) ? 'inside' : 'outside';
      counted[key] = true;
    }
  }
  return counted;
}

/** How many of the pods that have an address of a block's family have one in the block. */
export function countPodsInBlock(
  classes: Iterable<PodClass>,
  block: Block,
): PodsInBlock {
  let inside = false;
  let outside = false;
  for (const podClass of classes) {
    if (!podClass.hostNetwork && !podClass.finished) {
      const counted = countOfClass(podClass, block);
      inside ||= counted.inside;
      outside ||= counted.outside;
      if (inside && outside) {
        return 'some';
      }
    }
  }
  if (inside) {
    return 'all';
  }
  return outside ? 'none' : 'unknown';
}
