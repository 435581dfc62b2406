import { UserInfoService } from '@backstage/backend-plugin-api';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  Permission,
  PolicyDecision,
  ResourcePermission,
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
  RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE,
} from 'backstage-plugin-network-policy-common';
import {
  createNetworkPolicyExposureConditionalDecision,
  networkPolicyExposureConditions,
} from '../src';

/** Members may change the exposure of every service, not only of their own. */
const PLATFORM_ENGINEERS = 'group:default/platform';

/** What names other teams' namespaces, and what starts pods in them. */
const OWNER_PERMISSIONS = [
  networkPolicyNamespacesReadPermission,
  networkPolicyProbeRunPermission,
];

/**
 * An example policy. Everybody who is signed in may look at everything, at the
 * reach of every service in numbers too, and run the walkthrough. To see which
 * namespaces can reach a service, to probe it, share it and take it back is for
 * its owners, and for platform engineers. Only these see the whole fleet.
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
    const decide = ownersDecision(permission);
    if (!decide) {
      return { result: AuthorizeResult.ALLOW };
    }
    const { ownershipEntityRefs } = await this.userInfo.getUserInfo(
      user.credentials,
    );
    return ownershipEntityRefs.includes(PLATFORM_ENGINEERS)
      ? { result: AuthorizeResult.ALLOW }
      : decide(ownershipEntityRefs);
  }
}

/** How people are judged by what they own; undefined for a permission that everybody has. */
function ownersDecision(
  permission: Permission,
): ((claims: string[]) => PolicyDecision) | undefined {
  if (isPermission(permission, networkPolicyFleetReadPermission)) {
    return () => ({ result: AuthorizeResult.DENY });
  }
  if (isResourcePermission(permission, RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE)) {
    return claims => decideOnExposure(permission, claims);
  }
  const ofEntity = OWNER_PERMISSIONS.find(candidate =>
    isPermission(permission, candidate),
  );
  return (
    ofEntity &&
    (claims =>
      createCatalogConditionalDecision(
        ofEntity,
        catalogConditions.isEntityOwner({ claims }),
      ))
  );
}

/**
 * Owners apply, propose, revoke and list what opens their services. A company that wants less says so with more
 * conditions on the permission to apply. In production only by pull request:
 *
 *     allOf: [
 *       networkPolicyExposureConditions.isOwner({ claims }),
 *       { not: networkPolicyExposureConditions.inCluster({ clusters: ['production'] }) },
 *     ]
 *
 * All namespaces at once only by platform engineers, who were allowed before this is asked:
 *
 *     allOf: [
 *       networkPolicyExposureConditions.isOwner({ claims }),
 *       { not: networkPolicyExposureConditions.hasWidth({ widths: ['all-namespaces'] }) },
 *     ]
 */
function decideOnExposure(
  permission: ResourcePermission<typeof RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE>,
  claims: string[],
): PolicyDecision {
  return createNetworkPolicyExposureConditionalDecision(
    permission,
    networkPolicyExposureConditions.isOwner({ claims }),
  );
}
