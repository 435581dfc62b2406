import { Namespace } from './clusterSnapshot';
import { Labels } from './labels';
import { Annotations, noAnnotations } from './sharedAnnotations';

/**
 * The label that the API server sets on every Namespace, with the name as its value.
 *
 * @public
 */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** A namespace with these annotations, these labels and that of its name. */
export function namespaceOf(
  name: string,
  given: Labels,
  annotations = noAnnotations,
): Namespace {
  const labels =
    given[namespaceNameLabel] === name
      ? given
      : { ...given, [namespaceNameLabel]: name };
  return hasAny(annotations) ? { name, labels, annotations } : { name, labels };
}

function hasAny(annotations: Annotations): boolean {
  return annotations !== noAnnotations && Object.keys(annotations).length > 0;
}

/** A namespace of which only the name is known. */
export function bareNamespace(name: string): Namespace {
  return namespaceOf(name, {});
}
