import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError, ResponseError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ResourcePermission } from '@backstage/plugin-permission-common';
import {
  authorizeEntity,
  authorizeReach,
  ReachRights,
} from '../permissions/authorize';
import { EntityWorkload, readEntityWorkload } from '../targets/entityWorkload';
import { LoadedEntity } from '../targets/LoadedEntity';
import { ownersOf } from './ownersOf';

type EntityLocation = { kind: string; namespace: string; name: string };

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
   * Loads an entity for a permission that depends on more than the entity: `check` asks for it.
   *
   * @throws NotFoundError when the person cannot see the entity, and what `check` throws.
   */
  async loadChecked<T>(
    location: EntityLocation,
    credentials: BackstageCredentials,
    check: (entity: Omit<LoadedEntity, 'workload'>) => Promise<T>,
  ): Promise<{ entity: LoadedEntity; granted: T }> {
    const entity = await this.find(location, credentials);
    return { entity, granted: await check(entity) };
  }

  /**
   * Loads an entity to read who can reach it, and tells whether the person may see the names of namespaces.
   *
   * @throws NotFoundError when the person cannot see the entity, NotAllowedError when they may not read its reach.
   */
  async loadForReach(
    location: EntityLocation,
    credentials: BackstageCredentials,
  ): Promise<{ entity: LoadedEntity } & ReachRights> {
    const entity = await this.find(location, credentials);
    const { permissions } = this.options;
    const { entityRef } = entity;
    const rights = await authorizeReach(permissions, {
      entityRef,
      credentials,
    });
    return { entity, ...rights };
  }

  private async find(
    location: EntityLocation,
    credentials: BackstageCredentials,
  ): Promise<LoadedEntity> {
    const { catalog } = this.options;
    const entity = await catalog
      .getEntityByRef(location, { credentials })
      .catch(noSuchName);
    if (!entity) {
      throw new NotFoundError(
        `There is no entity ${stringifyEntityRef(location)}`,
      );
    }
    const owners = ownersOf(entity);
    let read: { workload: EntityWorkload | undefined } | undefined;
    return {
      entityRef: stringifyEntityRef(entity),
      owners,
      workload: () => {
        read ??= { workload: readEntityWorkload(entity, owners[0]) };
        return read.workload;
      },
    };
  }
}

/** The catalog refuses a name that no entity can have, such as one with a zero character: there is no such entity. */
function noSuchName(error: unknown): undefined {
  if (error instanceof ResponseError && error.statusCode === 400) {
    return undefined;
  }
  throw error;
}
