import {
  createPermissionResourceRef,
  createPermissionRule,
} from '@backstage/plugin-permission-node';
import {
  RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE,
  Width,
  widths as everyWidth,
} from 'backstage-plugin-network-policy-common';
import { z } from 'zod';

/**
 * What permissions about exposures are asked for: a draft before there is a policy, or a policy.
 *
 * @public
 */
export interface NetworkPolicyExposure {
  cluster: string;
  namespace: string;
  width: Width;
  /** The owners of the entity whose pods are opened: full references in lower case. */
  owners: readonly string[];
  /** The entity whose pods are opened, where it is known. */
  entity?: string;
}

/** Whom conditions are about. Exposures are kept nowhere, so a query is a filter. */
export const exposureResourceRef = createPermissionResourceRef<
  NetworkPolicyExposure,
  (exposure: NetworkPolicyExposure) => boolean
>().with({
  pluginId: 'network-policy',
  resourceType: RESOURCE_TYPE_NETWORK_POLICY_EXPOSURE,
});

const namesSchema = z.array(z.string().min(1).max(253)).max(1_000);

const inCluster = (
  { cluster }: NetworkPolicyExposure,
  { clusters }: { clusters: string[] },
) => clusters.includes(cluster);

const inNamespace = (
  { namespace }: NetworkPolicyExposure,
  { namespaces }: { namespaces: string[] },
) => namespaces.includes(namespace);

const hasWidth = (
  { width }: NetworkPolicyExposure,
  { widths }: { widths: Width[] },
) => widths.includes(width);

const isOwner = (
  { owners }: NetworkPolicyExposure,
  { claims }: { claims: string[] },
) => {
  const claimed = claims.map(claim => claim.toLowerCase());
  return owners.some(owner => claimed.includes(owner));
};

/** The rules that a permission policy may use about exposures, by the names of their conditions. */
export const exposureRules = {
  inCluster: createPermissionRule({
    name: 'IN_CLUSTER',
    description: 'Allows exposures in one of these clusters',
    resourceRef: exposureResourceRef,
    paramsSchema: z.object({
      clusters: namesSchema.describe(
        'Names of clusters, as the kubernetes plugin has them',
      ),
    }),
    apply: inCluster,
    toQuery: params => exposure => inCluster(exposure, params),
  }),
  inNamespace: createPermissionRule({
    name: 'IN_NAMESPACE',
    description: 'Allows exposures of pods in one of these namespaces',
    resourceRef: exposureResourceRef,
    paramsSchema: z.object({
      namespaces: namesSchema.describe('Names of namespaces'),
    }),
    apply: inNamespace,
    toQuery: params => exposure => inNamespace(exposure, params),
  }),
  hasWidth: createPermissionRule({
    name: 'HAS_WIDTH',
    description: 'Allows exposures of one of these widths',
    resourceRef: exposureResourceRef,
    paramsSchema: z.object({
      widths: z
        .array(z.enum(everyWidth))
        .describe('Who is let in, such as all-namespaces'),
    }),
    apply: hasWidth,
    toQuery: params => exposure => hasWidth(exposure, params),
  }),
  isOwner: createPermissionRule({
    name: 'IS_OWNER',
    description: 'Allows exposures of entities that one of these owns',
    resourceRef: exposureResourceRef,
    paramsSchema: z.object({
      claims: namesSchema.describe(
        'References of users and groups, compared with the owners of the entity',
      ),
    }),
    apply: isOwner,
    toQuery: params => exposure => isOwner(exposure, params),
  }),
};
