import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  FleetExposure,
  networkPolicyClustersReadPermission,
  networkPolicyExposureReadPermission,
  networkPolicyFleetReadPermission,
} from 'backstage-plugin-network-policy-common';
import { FleetScope, wholeFleet } from '../fleet/FleetScope';
import { normaliseOwner } from '../config/normaliseOwner';
import { NetworkPolicyExposure } from '../permissions/exposureRules';
import { Needs } from './needs';

/**
 * To list exposures of all clusters: all of them with the permission for the fleet, otherwise those for which the caller
 * has `network-policy.exposure.read`, such as a team's own.
 */
export const exposuresInScope: Needs<{ scope: FleetScope }, unknown> = {
  permissions: [
    networkPolicyFleetReadPermission,
    networkPolicyExposureReadPermission,
    networkPolicyClustersReadPermission,
  ],
  grant: async ({ permissions, exposurePermissions }, { credentials }) => {
    const [fleet, clusters] = await permissions.authorize(
      [
        { permission: networkPolicyFleetReadPermission },
        { permission: networkPolicyClustersReadPermission },
      ],
      { credentials },
    );
    if (fleet.result === AuthorizeResult.ALLOW) {
      return { scope: wholeFleet };
    }
    const isAllowed = await exposurePermissions.requireSome(
      networkPolicyExposureReadPermission,
      credentials,
    );
    return {
      scope: {
        seesExposure: exposure => {
          const resource = resourceOf(exposure);
          return resource !== undefined && isAllowed(resource);
        },
        seesClusters: clusters.result === AuthorizeResult.ALLOW,
      },
    };
  },
};

/** What a condition is asked about. A policy of the whole cluster is nobody's: it is for those who see the fleet. */
function resourceOf({
  cluster,
  namespace,
  width,
  owner = '',
  entity,
}: FleetExposure): NetworkPolicyExposure | undefined {
  if (namespace === undefined) {
    return undefined;
  }
  const known = normaliseOwner(owner);
  return {
    cluster,
    namespace,
    width,
    owners: known ? [known] : [],
    ...(entity !== undefined && { entity }),
  };
}
