import { NotAllowedError } from '@backstage/errors';
import { ResourcePermission } from '@backstage/plugin-permission-common';
import { networkPolicyNamespacesReadPermission } from 'backstage-plugin-network-policy-common';
import { LoadedEntity } from '../entities/EntityLoader';
import { HttpRequest, RouteServices } from './RouteServices';

/**
 * A request about an entity, and who makes it.
 */
export interface EntityRequest {
  /** The person, as a full entity reference. */
  requestedBy: string;
  /** Loads the entity and checks the permission as that person; see EntityLoader. */
  load: (
    permission: ResourcePermission<'catalog-entity'>,
  ) => Promise<LoadedEntity>;
  /** Loads the entity to read its reach, and tells whether the person may see the names of namespaces. */
  loadForReach: () => Promise<{ entity: LoadedEntity; namesShown: boolean }>;
  /**
   * Loads the entity to say which namespaces can reach it.
   *
   * @throws NotAllowedError when the person may see the numbers at most.
   */
  loadForNames: () => Promise<LoadedEntity>;
}

/**
 * Finds out who makes a request about an entity. Only people may: entities are loaded as who asks.
 *
 * @throws NotAllowedError, or AuthenticationError, for anybody else.
 */
export async function readEntityRequest(
  { httpAuth, entities }: Pick<RouteServices, 'httpAuth' | 'entities'>,
  request: HttpRequest & {
    params: { kind: string; namespace: string; name: string };
  },
): Promise<EntityRequest> {
  const credentials = await httpAuth.credentials(request, { allow: ['user'] });
  const loadForReach = () => entities.loadForReach(request.params, credentials);
  return {
    requestedBy: credentials.principal.userEntityRef,
    load: permission => entities.load(request.params, permission, credentials),
    loadForReach,
    loadForNames: async () => {
      const { entity, namesShown } = await loadForReach();
      if (!namesShown) {
        throw new NotAllowedError(
          `You may see how many namespaces can reach ${entity.entityRef}, but not which: you do not have the permission ${networkPolicyNamespacesReadPermission.name} for it`,
        );
      }
      return entity;
    },
  };
}
