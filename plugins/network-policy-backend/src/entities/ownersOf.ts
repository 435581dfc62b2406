import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';

/**
 * The owners of an entity, as full references in lower case. The catalog resolves the relations; the plain field is
 * there before its first processing.
 */
export function ownersOf(entity: Entity): string[] {
  const related = (entity.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => stringifyEntityRef(parseEntityRef(targetRef)));
  if (related.length > 0) {
    return [...new Set(related)];
  }
  const owner = entity.spec?.owner;
  return typeof owner === 'string' && owner
    ? [
        stringifyEntityRef(
          parseEntityRef(owner, {
            defaultKind: 'group',
            defaultNamespace: getCompoundEntityRef(entity).namespace,
          }),
        ),
      ]
    : [];
}
