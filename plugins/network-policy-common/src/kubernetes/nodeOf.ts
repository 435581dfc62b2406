import { validateAddress } from './addresses';
import { Node } from './clusterSnapshot';
import { Labels } from './labels';

/** An address of a Node, or a name by which it is known. */
export interface NodeAddress {
  type: string;
  address: string;
}

/** A Node with those of its addresses that lead to it. */
export function nodeOf(
  { name, labels }: { name: string; labels: Labels },
  addresses: readonly NodeAddress[],
): Node {
  const leading = addresses.filter(
    ({ type, address }) =>
      (type === 'InternalIP' || type === 'ExternalIP') &&
      // A cloud may put a name where an address belongs.
      validateAddress(address) === undefined,
  );
  return {
    name,
    labels,
    addresses: [...new Set(leading.map(({ address }) => address))],
  };
}
