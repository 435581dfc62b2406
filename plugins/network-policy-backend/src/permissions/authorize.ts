import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  Permission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  networkPolicyFleetReadPermission,
  networkPolicyNamespacesReadPermission,
  networkPolicyReachReadPermission,
} from 'backstage-plugin-network-policy-common';

/**
 * Checks a permission for one entity.
 *
 * @throws NotAllowedError when it is denied.
 */
export async function authorizeEntity(
  permissions: PermissionsService,
  request: {
    permission: ResourcePermission<'catalog-entity'>;
    entityRef: string;
    credentials: BackstageCredentials;
  },
): Promise<void> {
  const { permission, entityRef, credentials } = request;
  const [decision] = await permissions.authorize(
    [{ permission, resourceRef: entityRef }],
    { credentials },
  );
  requireAllowed(decision, permission, entityRef);
}

function requireAllowed(
  { result }: { result: AuthorizeResult },
  { name }: Permission,
  entityRef: string,
): void {
  if (result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `You do not have the permission ${name} for ${entityRef}`,
    );
  }
}

/**
 * What a person sees of an entity's reach, beside numbers.
 */
export interface ReachRights {
  /** Whether namespaces are named: by the permission for the entity, or by the one for the fleet. */
  namesShown: boolean;
  /**
   * Whether pods are shown that only the entity's annotations claim. Anybody can write an annotation, so it takes the
   * permission for the fleet; everybody else sees pods in namespaces that have consented.
   */
  claimsShown: boolean;
}

/**
 * Checks whether the person may read who can reach an entity, and tells what else they see.
 *
 * @throws NotAllowedError when they may not read the reach.
 */
export async function authorizeReach(
  permissions: PermissionsService,
  request: { entityRef: string; credentials: BackstageCredentials },
): Promise<ReachRights> {
  const { entityRef, credentials } = request;
  const [reach, names, fleet] = await permissions.authorize(
    [
      {
        permission: networkPolicyReachReadPermission,
        resourceRef: entityRef,
      },
      {
        permission: networkPolicyNamespacesReadPermission,
        resourceRef: entityRef,
      },
      { permission: networkPolicyFleetReadPermission },
    ],
    { credentials },
  );
  requireAllowed(reach, networkPolicyReachReadPermission, entityRef);
  return rightsOf(names, fleet);
}

function rightsOf(
  names: { result: AuthorizeResult },
  fleet: { result: AuthorizeResult },
): ReachRights {
  const claimsShown = fleet.result === AuthorizeResult.ALLOW;
  const namesShown = claimsShown || names.result === AuthorizeResult.ALLOW;
  return { namesShown, claimsShown };
}

/**
 * Tells what the person sees of an entity's reach, beside numbers.
 */
export async function reachRights(
  permissions: PermissionsService,
  request: { entityRef: string; credentials: BackstageCredentials },
): Promise<ReachRights> {
  const { entityRef, credentials } = request;
  const [names, fleet] = await permissions.authorize(
    [
      {
        permission: networkPolicyNamespacesReadPermission,
        resourceRef: entityRef,
      },
      { permission: networkPolicyFleetReadPermission },
    ],
    { credentials },
  );
  return rightsOf(names, fleet);
}

/**
 * Checks a permission that is not about one entity.
 *
 * @throws NotAllowedError when it is denied.
 */
export async function authorize(
  permissions: PermissionsService,
  permission: BasicPermission,
  credentials: BackstageCredentials,
): Promise<void> {
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `You do not have the permission ${permission.name}`,
    );
  }
}
