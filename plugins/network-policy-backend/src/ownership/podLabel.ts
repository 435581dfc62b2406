import { parseEntityRef } from '@backstage/catalog-model';

/** The label by which pods say of which catalog component they are. */
export const componentIdLabel = 'backstage.io/kubernetes-id';

/**
 * The value of the label that pods of an entity carry. It has no namespace of the catalog in it, so it can only mean a
 * Component of the default one; undefined for any other entity.
 */
export function componentIdOf(entityRef: string): string | undefined {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return kind === 'component' && namespace === 'default' ? name : undefined;
}
