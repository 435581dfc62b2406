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
 * Checks whether the person may read who can reach an entity, and tells whether they may see the names of namespaces:
 * by the permission for it, or because they may read the whole fleet anyway.
 *
 * @throws NotAllowedError when they may not read the reach.
 */
export async function authorizeReach(
  permissions: PermissionsService,
  request: { entityRef: string; credentials: BackstageCredentials },
): Promise<boolean> {
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
  return [names, fleet].some(({ result }) => result === AuthorizeResult.ALLOW);
}

/**
 * Tells whether the person may see the names of namespaces: by the permission for the entity, or by the one for the
 * fleet.
 */
export async function mayNameNamespaces(
  permissions: PermissionsService,
  request: { entityRef: string; credentials: BackstageCredentials },
): Promise<boolean> {
  const { entityRef, credentials } = request;
  const decisions = await permissions.authorize(
    [
      {
        permission: networkPolicyNamespacesReadPermission,
        resourceRef: entityRef,
      },
      { permission: networkPolicyFleetReadPermission },
    ],
    { credentials },
  );
  return decisions.some(({ result }) => result === AuthorizeResult.ALLOW);
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
