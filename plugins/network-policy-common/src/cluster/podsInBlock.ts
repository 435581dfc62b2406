import { Pod } from '../kubernetes/clusterSnapshot';
import { Block, blockHolds } from '../policies/block';
import { PodsInBlock } from '../policies/end';
import { addressesOf, AddressSpan } from './addressSpread';

interface Counted {
  inside: boolean;
  outside: boolean;
}

/** Pods, and where their addresses lie. */
export interface PodsWithSpan {
  /** Asked where the span does not answer. */
  pods: () => readonly Pod[];
  span: AddressSpan;
}

// Pods of a namespace mostly lie near each other, so that their first and last address often answer for all of them.
function countOf({ pods, span }: PodsWithSpan, block: Block): Counted {
  const { family, first, last } = block.range;
  const addresses = span[family];
  if (!addresses) {
    return { inside: false, outside: false };
  }
  if (addresses.last < first || addresses.first > last) {
    return { inside: false, outside: true };
  }
  if (
    block.except.some(
      hole => hole.first <= addresses.first && hole.last >= addresses.last,
    )
  ) {
    return { inside: false, outside: true };
  }
  const cut = block.except.some(
    range => range.first <= addresses.last && range.last >= addresses.first,
  );
  if (!cut && addresses.first >= first && addresses.last <= last) {
    return { inside: true, outside: false };
  }
  const counted = { inside: false, outside: false };
  for (const address of pods().flatMap(addressesOf)) {
    if (address.family === family) {
      const key = blockHolds(block, address) ? 'inside' : 'outside';
      counted[key] = true;
    }
  }
  return counted;
}

/** How many of the pods that have an address of a block's family have one in the block. */
export function countPodsInBlock(
  namespaces: Iterable<PodsWithSpan>,
  block: Block,
): PodsInBlock {
  let inside = false;
  let outside = false;
  for (const namespace of namespaces) {
    const counted = countOf(namespace, block);
    inside ||= counted.inside;
    outside ||= counted.outside;
    if (inside && outside) {
      return 'some';
    }
  }
  if (inside) {
    return 'all';
  }
  return outside ? 'none' : 'unknown';
}
