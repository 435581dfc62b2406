import { NotAllowedError } from '@backstage/errors';
import {
  BasicPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import {
  networkPolicyFleetReadPermission,
  networkPolicyNamespacesReadPermission,
  networkPolicyProbeRunPermission,
  networkPolicyReachReadPermission,
} from 'backstage-plugin-network-policy-common';
import { LoadedEntity } from '../targets/LoadedEntity';
import { authorize, mayNameNamespaces } from '../permissions/authorize';
import { Person, Service } from './Caller';
import { RouteServices } from './RouteServices';

/**
 * What a caller needs for a route, and what the route gets when they have it.
 */
export interface Needs<Granted, In> {
  permissions: readonly Permission[];
  /** @throws NotAllowedError when a permission is denied. */
  grant: (
    services: Pick<
      RouteServices,
      'permissions' | 'entities' | 'exposurePermissions'
    >,
    caller: Person | Service,
    request: In,
  ) => Promise<Granted>;
}

/** A request about an entity. */
export interface OfEntity {
  params: { kind: string; namespace: string; name: string };
}

/** A permission that is not about one entity. */
export function permission(needed: BasicPermission): Needs<{}, unknown> {
  return {
    permissions: [needed],
    grant: async ({ permissions }, { credentials }) => {
      await authorize(permissions, needed, credentials);
      return {};
    },
  };
}

/** To probe an entity. `namesShown` tells whether the caller may also see the names of namespaces. */
export const probing: Needs<
  { entity: LoadedEntity; namesShown: boolean },
  OfEntity
> = {
  permissions: [networkPolicyProbeRunPermission],
  grant: async ({ entities, permissions }, { credentials }, { params }) => {
    const entity = await entities.load(
      params,
      networkPolicyProbeRunPermission,
      credentials,
    );
    const { entityRef } = entity;
    const asked = { entityRef, credentials };
    return {
      entity,
      namesShown: await mayNameNamespaces(permissions, asked),
    };
  },
};

/** To see how many namespaces can reach an entity. `namesShown` tells whether they may be named. */
export const reachInNumbers: Needs<
  { entity: LoadedEntity; namesShown: boolean },
  OfEntity
> = {
  permissions: [networkPolicyReachReadPermission],
  grant: ({ entities }, { credentials }, { params }) =>
    entities.loadForReach(params, credentials),
};

/** To see which namespaces can reach an entity: its own permission, or the one for the fleet. */
export const reachByName: Needs<{ entity: LoadedEntity }, OfEntity> = {
  permissions: [
    networkPolicyReachReadPermission,
    networkPolicyNamespacesReadPermission,
    networkPolicyFleetReadPermission,
  ],
  grant: async (services, caller, request) => {
    const { entity, namesShown } = await reachInNumbers.grant(
      services,
      caller,
      request,
    );
    if (!namesShown) {
      throw new NotAllowedError(
        `You may see how many namespaces can reach ${entity.entityRef}, but not which: you do not have the permission ${networkPolicyNamespacesReadPermission.name} for it`,
      );
    }
    return { entity };
  },
};
