import { Namespace } from '../clusterSnapshot';
import { validateDns1123Label } from '../names';
import { isOfKind, readLabels } from './ordinaryMetadata';
import { namespaceOf } from '../namespaceOf';
import { isRawObject } from '../sharedLabels';

/** A Namespace as an API server sends it, and `undefined` for any other; see ordinaryMetadata. */
export function ordinaryNamespace(raw: unknown): Namespace | undefined {
  if (!isOfKind(raw, 'v1', 'Namespace') || !isRawObject(raw.metadata)) {
    return undefined;
  }
  const { name } = raw.metadata;
  const labels = readLabels(raw.metadata.labels);
  return labels &&
    typeof name === 'string' &&
    validateDns1123Label(name) === undefined
    ? namespaceOf(name, labels)
    : undefined;
}
