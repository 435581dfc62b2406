import { Pod } from '../kubernetes/clusterSnapshot';
import { Block, blockHolds } from '../policies/block';
import {
  addressesOf,
  AddressSpan,
  familiesOf,
  spreadOf,
} from './addressSpread';
import { groupBy } from './podClass';

function liesApart(addresses: AddressSpan, { range, except }: Block): boolean {
  const span = addresses[range.family];
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

/** Whether each of these blocks surely holds all addresses that lie so, or none of them. */
export function holdsAllOrNone(
  blocks: readonly Block[],
  span: AddressSpan,
): boolean {
  return blocks.every(block => liesApart(span, block));
}

function signature(pod: Pod, blocks: readonly Block[]): string {
  const addresses = addressesOf(pod);
  return blocks
    .map(block =>
      addresses.some(address => blockHolds(block, address)) ? '1' : '0',
    )
    .join('');
}

/**
 * The pods apart where one of these blocks holds some of them and not the others, or where their addresses are of other
 * families.
 */
export function splitByBlocks(
  pods: readonly Pod[],
  blocks: readonly Block[],
): readonly (readonly Pod[])[] {
  if (pods.length === 1) {
    return [pods];
  }
  const { span, families } = spreadOf(pods);
  const parts = families.length > 1 ? groupBy(pods, familiesOf) : [pods];
  return blocks.length === 0 || holdsAllOrNone(blocks, span)
    ? parts
    : parts.flatMap(part => groupBy(part, pod => signature(pod, blocks)));
}
