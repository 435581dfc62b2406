import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Permission to see how many namespaces can reach an entity's pods, by which policies, and what probes saw.
 *
 * @public
 */
export const networkPolicyReachReadPermission = createPermission({
  name: 'network-policy.reach.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Permission to see which namespaces can reach an entity's pods. The names of namespaces are facts about the cluster,
 * and whoever has this permission for one entity sees the names of all of them. It counts together with
 * {@link networkPolicyReachReadPermission}; who may read the fleet need not have it.
 *
 * @public
 */
export const networkPolicyNamespacesReadPermission = createPermission({
  name: 'network-policy.reach.namespaces.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Permission to see every cluster and every exposure, whichever entity they belong to.
 *
 * @public
 */
export const networkPolicyFleetReadPermission = createPermission({
  name: 'network-policy.fleet.read',
  attributes: { action: 'read' },
});

/**
 * Permission to start real connections towards an entity's pods from other namespaces.
 *
 * @public
 */
export const networkPolicyProbeRunPermission = createPermission({
  name: 'network-policy.probe.run',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * Type of the resource that permissions about exposures are asked for: a draft or a policy, by cluster, namespace,
 * width and the owners of its entity.
 *
 * @public
 */
export const RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE = 'network-policy-exposure';

/**
 * Permission to see exposures in the list of all clusters. Conditions filter the list, so that a team may see its own.
 *
 * @public
 */
export const networkPolicyExposureReadPermission = createPermission({
  name: 'network-policy.exposure.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE,
});

/**
 * Permission to apply to the cluster a policy that opens an entity's pods to other namespaces.
 *
 * @public
 */
export const networkPolicyExposureApplyPermission = createPermission({
  name: 'network-policy.exposure.apply',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE,
});

/**
 * Permission to make such a policy as a file, such as for a pull request.
 *
 * @public
 */
export const networkPolicyExposureProposePermission = createPermission({
  name: 'network-policy.exposure.propose',
  attributes: { action: 'create' },
  resourceType: RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE,
});

/**
 * Permission to remove a policy that this portal applied for an entity.
 *
 * @public
 */
export const networkPolicyExposureRevokePermission = createPermission({
  name: 'network-policy.exposure.revoke',
  attributes: { action: 'delete' },
  resourceType: RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE,
});

/**
 * Permission to see which clusters there are.
 *
 * @public
 */
export const networkPolicyClustersReadPermission = createPermission({
  name: 'network-policy.clusters.read',
  attributes: { action: 'read' },
});

/**
 * Permission to deploy and remove the walkthrough's example service.
 *
 * @public
 */
export const networkPolicyWalkthroughPermission = createPermission({
  name: 'network-policy.walkthrough',
  attributes: { action: 'create' },
});

/**
 * Every permission of the plugin, as the backend registers them.
 *
 * @public
 */
export const networkPolicyPermissions = [
  networkPolicyReachReadPermission,
  networkPolicyNamespacesReadPermission,
  networkPolicyFleetReadPermission,
  networkPolicyProbeRunPermission,
  networkPolicyExposureReadPermission,
  networkPolicyExposureApplyPermission,
  networkPolicyExposureProposePermission,
  networkPolicyExposureRevokePermission,
  networkPolicyClustersReadPermission,
  networkPolicyWalkthroughPermission,
];
