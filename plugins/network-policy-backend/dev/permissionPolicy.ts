import { UserInfoService } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  AuthorizeResult,
  isPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  networkPolicyExposureApplyPermission,
  networkPolicyExposureRevokePermission,
  networkPolicyProbeRunPermission,
} from 'backstage-plugin-network-policy-common';

/** Members may change the exposure of every service, not only of their own. */
const PLATFORM_ENGINEERS = 'group:default/platform';

/** What touches a cluster. Everything else of the plugin only looks. */
const OWNER_PERMISSIONS = [
  networkPolicyExposureApplyPermission,
  networkPolicyExposureRevokePermission,
  networkPolicyProbeRunPermission,
];

/**
 * An example policy. Who is signed in may look at everything, reach included,
 * and run the walkthrough. Probing a service, sharing it and taking it back is
 * for those who own it, and for platform engineers.
 *
 * A portal with more to protect would not allow all the rest as this one does.
 */
export class PortalPermissionPolicy implements PermissionPolicy {
  constructor(private readonly userInfo: UserInfoService) {}

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return { result: AuthorizeResult.DENY };
    }
    const ownerPermission = OWNER_PERMISSIONS.find(candidate =>
      isPermission(permission, candidate),
    );
    if (!ownerPermission) {
      return { result: AuthorizeResult.ALLOW };
    }
    const { ownershipEntityRefs } = await this.userInfo.getUserInfo(
      user.credentials,
    );
    if (ownershipEntityRefs.includes(PLATFORM_ENGINEERS)) {
      return { result: AuthorizeResult.ALLOW };
    }
    return createCatalogConditionalDecision(
      ownerPermission,
      catalogConditions.isEntityOwner({ claims: ownershipEntityRefs }),
    );
  }
}
