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
import { authorize, reachRights, ReachRights } from '../permissions/authorize';
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

/** To probe an entity, with what the caller sees of its reach. */
export const probing: Needs<{ entity: LoadedEntity } & ReachRights, OfEntity> =
  {
    permissions: [networkPolicyProbeRunPermission],
    grant: async ({ entities, permissions }, { credentials }, { params }) => {
      const entity = await entities.load(
        params,
        networkPolicyProbeRunPermission,
        credentials,
      );
      const { entityRef } = entity;
      const asked = { entityRef, credentials };
      return { entity, ...(await reachRights(permissions, asked)) };
    },
  };

/** To see how many namespaces can reach an entity, with what else the caller sees. */
export const reachInNumbers: Needs<
  { entity: LoadedEntity } & ReachRights,
  OfEntity
> = {
  permissions: [networkPolicyReachReadPermission],
  grant: ({ entities }, { credentials }, { params }) =>
    entities.loadForReach(params, credentials),
};

/** To see which namespaces can reach an entity: its own permission, or the one for the fleet. */
export const reachByName: Needs<
  { entity: LoadedEntity } & ReachRights,
  OfEntity
> = {
  permissions: [
    networkPolicyReachReadPermission,
    networkPolicyNamespacesReadPermission,
    networkPolicyFleetReadPermission,
  ],
  grant: async (services, caller, request) => {
    const granted = await reachInNumbers.grant(services, caller, request);
    if (!granted.namesShown) {
      throw new NotAllowedError(
        `You may see how many namespaces can reach ${granted.entity.entityRef}, but not which: you do not have the permission ${networkPolicyNamespacesReadPermission.name} for it`,
      );
    }
    return granted;
  },
};
