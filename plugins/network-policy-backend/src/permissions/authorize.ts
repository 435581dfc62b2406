import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
  ResourcePermission,
} from '@backstage/plugin-permission-common';

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
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(
      `You do not have the permission ${permission.name} for ${entityRef}`,
    );
  }
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
