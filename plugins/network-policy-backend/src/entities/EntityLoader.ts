import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_OWNED_BY,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ResourcePermission } from '@backstage/plugin-permission-common';
import { authorizeEntity, authorizeReach } from '../permissions/authorize';
import { EntityWorkload, readEntityWorkload } from '../targets/entityWorkload';

type EntityLocation = { kind: string; namespace: string; name: string };

/**
 * An entity that the person may see and do this with.
 */
export interface LoadedEntity {
  entityRef: string;
  /** Undefined when the entity says nothing about Kubernetes. */
  workload: EntityWorkload | undefined;
}

/**
 * Loads entities as the person who asks, and checks the permission as that person.
 */
export class EntityLoader {
  constructor(
    private readonly options: {
      catalog: CatalogService;
      permissions: PermissionsService;
    },
  ) {}

  /**
   * @throws NotFoundError when the person cannot see the entity, NotAllowedError when the permission is denied.
   */
  async load(
    location: EntityLocation,
    permission: ResourcePermission<'catalog-entity'>,
    credentials: BackstageCredentials,
  ): Promise<LoadedEntity> {
    const entity = await this.find(location, credentials);
    const { permissions } = this.options;
    const { entityRef } = entity;
    await authorizeEntity(permissions, { permission, entityRef, credentials });
    return entity;
  }

  /**
   * Loads an entity to read who can reach it, and tells whether the person may see the names of namespaces.
   *
   * @throws NotFoundError when the person cannot see the entity, NotAllowedError when they may not read its reach.
   */
  async loadForReach(
    location: EntityLocation,
    credentials: BackstageCredentials,
  ): Promise<{ entity: LoadedEntity; namesShown: boolean }> {
    const entity = await this.find(location, credentials);
    const { permissions } = this.options;
    const { entityRef } = entity;
    const namesShown = await authorizeReach(permissions, {
      entityRef,
      credentials,
    });
    return { entity, namesShown };
  }

  private async find(
    location: EntityLocation,
    credentials: BackstageCredentials,
  ): Promise<LoadedEntity> {
    const { catalog } = this.options;
    const entity = await catalog.getEntityByRef(location, { credentials });
    if (!entity) {
      throw new NotFoundError(
        `There is no entity ${stringifyEntityRef(location)}`,
      );
    }
    return {
      entityRef: stringifyEntityRef(entity),
      workload: readEntityWorkload(entity, ownerOf(entity)),
    };
  }
}

/** The relation is resolved by the catalog; the plain field is there before its first processing. */
function ownerOf(entity: Entity) {
  const relation = entity.relations?.find(
    ({ type }) => type === RELATION_OWNED_BY,
  );
  if (relation) {
    return stringifyEntityRef(parseEntityRef(relation.targetRef));
  }
  const owner = entity.spec?.owner;
  return typeof owner === 'string'
    ? stringifyEntityRef(
        parseEntityRef(owner, {
          defaultKind: 'group',
          defaultNamespace: getCompoundEntityRef(entity).namespace,
        }),
      )
    : undefined;
}
