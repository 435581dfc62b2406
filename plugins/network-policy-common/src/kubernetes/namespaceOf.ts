import { Namespace } from './clusterSnapshot';
import { Labels } from './labels';

/**
 * The label that the API server sets on every Namespace, with the name as its value.
 *
 * @public
 */
export const namespaceNameLabel = 'kubernetes.io/metadata.name';

/** A namespace with these labels and that of its name. */
export function namespaceOf(name: string, labels: Labels): Namespace {
  return labels[namespaceNameLabel] === name
    ? { name, labels }
    : { name, labels: { ...labels, [namespaceNameLabel]: name } };
}

/** A namespace of which nothing but the name is known. */
export function bareNamespace(name: string): Namespace {
  return namespaceOf(name, {});
}
