import { UserInfoService } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';
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
  networkPolicyFleetReadPermission,
  networkPolicyNamespacesReadPermission,
  networkPolicyProbeRunPermission,
} from 'backstage-plugin-network-policy-common';

/** Members may change the exposure of every service, not only of their own. */
const PLATFORM_ENGINEERS = 'group:default/platform';

/** What touches a cluster, and what names other teams' namespaces. */
const OWNER_PERMISSIONS = [
  networkPolicyNamespacesReadPermission,
  networkPolicyProbeRunPermission,
];

/**
 * An example policy. Who is signed in may look at everything, at the reach of
 * every service in numbers too, and run the walkthrough. To see which
 * namespaces can reach a service, to probe it, share it and take it back is for
 * those who own it, and for platform engineers. Only these see the whole fleet.
 *
 * Nobody gets the kubernetes plugin's proxy: every check of this portal would be
 * optional for a person who can send requests to a cluster with its account.
 *
 * A portal with more to protect would not allow all the rest as this one does.
 */
export class PortalPermissionPolicy implements PermissionPolicy {
  constructor(private readonly userInfo: UserInfoService) {}

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    // The kubernetes plugin's proxy lends its account to the caller. Services, which ask no policy, keep it.
    if (!user || isPermission(permission, kubernetesProxyPermission)) {
      return { result: AuthorizeResult.DENY };
    }
    const isOfFleet = isPermission(
      permission,
      networkPolicyFleetReadPermission,
    );
    const ownerPermission = OWNER_PERMISSIONS.find(candidate =>
      isPermission(permission, candidate),
    );
    if (!ownerPermission && !isOfFleet) {
      return { result: AuthorizeResult.ALLOW };
    }
    const { ownershipEntityRefs } = await this.userInfo.getUserInfo(
      user.credentials,
    );
    if (ownershipEntityRefs.includes(PLATFORM_ENGINEERS)) {
      return { result: AuthorizeResult.ALLOW };
    }
    return ownerPermission
      ? createCatalogConditionalDecision(
          ownerPermission,
          catalogConditions.isEntityOwner({ claims: ownershipEntityRefs }),
        )
      : { result: AuthorizeResult.DENY };
  }
}
