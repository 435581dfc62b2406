import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { kubernetesProxyPermission } from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  createPermission,
  Permission,
} from '@backstage/plugin-permission-common';
import { PolicyQueryUser } from '@backstage/plugin-permission-node';
import {
  networkPolicyClustersReadPermission,
  networkPolicyExposureApplyPermission,
  networkPolicyExposureProposePermission,
  networkPolicyExposureReadPermission,
  networkPolicyExposureRevokePermission,
  networkPolicyFleetReadPermission,
  networkPolicyNamespacesReadPermission,
  networkPolicyProbeRunPermission,
  networkPolicyReachReadPermission,
  networkPolicyWalkthroughPermission,
} from 'backstage-plugin-network-policy-common';
import { PortalPermissionPolicy } from './permissionPolicy';

const credentials = mockCredentials.user('user:default/dana');

const decide = (
  permission: Permission,
  team: string,
  user: PolicyQueryUser | undefined,
) =>
  new PortalPermissionPolicy(
    mockServices.userInfo({
      ownershipEntityRefs: ['user:default/dana', `group:default/${team}`],
    }),
  ).handle({ permission }, user);

const signedIn: PolicyQueryUser = {
  credentials,
  info: { userEntityRef: 'user:default/dana', ownershipEntityRefs: [] },
};

const ofEntityOwners = [
  networkPolicyNamespacesReadPermission,
  networkPolicyProbeRunPermission,
];
const ofExposureOwners = [
  networkPolicyExposureReadPermission,
  networkPolicyExposureApplyPermission,
  networkPolicyExposureProposePermission,
  networkPolicyExposureRevokePermission,
];
const ofOwners = [...ofEntityOwners, ...ofExposureOwners];
const looking = [
  networkPolicyClustersReadPermission,
  networkPolicyReachReadPermission,
  networkPolicyWalkthroughPermission,
  createPermission({
    name: 'kubernetes.clusters.read',
    attributes: { action: 'read' },
  }),
];

describe('PortalPermissionPolicy', () => {
  it.each(ofEntityOwners)(
    'leaves $name to owners of the service',
    async permission => {
      await expect(decide(permission, 'web-team', signedIn)).resolves.toEqual({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'catalog',
        resourceType: 'catalog-entity',
        conditions: {
          resourceType: 'catalog-entity',
          rule: 'IS_ENTITY_OWNER',
          params: { claims: ['user:default/dana', 'group:default/web-team'] },
        },
      });
    },
  );

  it.each(ofExposureOwners)(
    'leaves $name to owners of what is exposed',
    async permission => {
      await expect(decide(permission, 'web-team', signedIn)).resolves.toEqual({
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'network-policy',
        resourceType: 'network-policy-exposure',
        conditions: {
          resourceType: 'network-policy-exposure',
          rule: 'IS_OWNER',
          params: { claims: ['user:default/dana', 'group:default/web-team'] },
        },
      });
    },
  );

  it.each(ofOwners)('allows $name to platform engineers', async permission => {
    await expect(decide(permission, 'platform', signedIn)).resolves.toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it('shows the fleet to platform engineers only', async () => {
    const ofFleet = networkPolicyFleetReadPermission;
    await expect(decide(ofFleet, 'platform', signedIn)).resolves.toEqual({
      result: AuthorizeResult.ALLOW,
    });
    await expect(decide(ofFleet, 'web-team', signedIn)).resolves.toEqual({
      result: AuthorizeResult.DENY,
    });
  });

  it.each(['web-team', 'platform'])(
    "denies the kubernetes plugin's proxy to the %s",
    async team => {
      await expect(
        decide(kubernetesProxyPermission, team, signedIn),
      ).resolves.toEqual({ result: AuthorizeResult.DENY });
    },
  );

  it.each(looking)('allows $name to everybody signed in', async permission => {
    await expect(decide(permission, 'web-team', signedIn)).resolves.toEqual({
      result: AuthorizeResult.ALLOW,
    });
  });

  it.each([...ofOwners, ...looking, networkPolicyFleetReadPermission])(
    'denies $name without a signed-in user',
    async permission => {
      await expect(decide(permission, 'platform', undefined)).resolves.toEqual({
        result: AuthorizeResult.DENY,
      });
    },
  );
});
