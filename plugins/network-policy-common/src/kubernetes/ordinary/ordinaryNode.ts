import { Node } from '../clusterSnapshot';
import { NodeAddress, nodeOf } from '../nodeOf';
import { isRawObject } from '../sharedLabels';
import { isOfKind, readLabels, readName } from './ordinaryMetadata';
import { readEach } from './ordinarySelector';

/** A Node as an API server sends it, and `undefined` for any other; see ordinaryMetadata. */
export function ordinaryNode(raw: unknown): Node | undefined {
  if (!isOfKind(raw, 'v1', 'Node')) {
    return undefined;
  }
  const { metadata, status } = raw;
  if (
    !isRawObject(metadata) ||
    !isRawObject(status) ||
    !Array.isArray(status.addresses)
  ) {
    return undefined;
  }
  const name = readName(metadata.name);
  const labels = readLabels(metadata.labels);
  const addresses = readEach(status.addresses, readAddress);
  return name && labels && addresses
    ? nodeOf({ name, labels }, addresses)
    : undefined;
}

function readAddress(raw: unknown): NodeAddress | undefined {
  if (!isRawObject(raw)) {
    return undefined;
  }
  const { type, address } = raw;
  return typeof type === 'string' && typeof address === 'string'
    ? { type, address }
    : undefined;
}
