import { Namespace } from '../clusterSnapshot';
import {
  isAbsent,
  isOfKind,
  readAnnotations,
  readLabels,
  readNamespace,
} from './ordinaryMetadata';
import { namespaceOf } from '../namespaceOf';
import { isRawObject } from '../sharedLabels';

/** A Namespace as an API server sends it, and `undefined` for any other; see ordinaryMetadata. */
export function ordinaryNamespace(raw: unknown): Namespace | undefined {
  if (!isOfKind(raw, 'v1', 'Namespace') || !isRawObject(raw.metadata)) {
    return undefined;
  }
  const { metadata } = raw;
  // The objects in it say its name as their namespace.
  const name = isAbsent(metadata.name)
    ? undefined
    : readNamespace(metadata.name);
  const labels = readLabels(metadata.labels);
  const annotations = readAnnotations(metadata.annotations);
  return name && labels && annotations
    ? namespaceOf(name, labels, annotations)
    : undefined;
}
