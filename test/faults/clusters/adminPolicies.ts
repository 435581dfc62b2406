import { eventually } from '../eventually';
import { Api } from './Api';

const group = 'policy.networking.k8s.io';
const plural = 'adminnetworkpolicies';

/** The definition, as loose as it can be: what is kept is read by the portal, not by the API server. */
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: {
    name: `${plural}.${group}`,
    annotations: { 'api-approved.kubernetes.io': 'unapproved, for a test' },
  },
  spec: {
    group,
    scope: 'Cluster',
    names: {
      plural,
      singular: 'adminnetworkpolicy',
      kind: 'AdminNetworkPolicy',
    },
    versions: [
      {
        name: 'v1alpha1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
      },
    ],
  },
};

const definitions = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/** Where the policies are. */
export const adminPolicies = `/apis/${group}/v1alpha1/${plural}`;

/** Installs the kind, and waits until there can be policies of it. */
export async function installAdminPolicies(api: Api): Promise<void> {
  await api.ask('POST', definitions, definition);
  await eventually('the kind is served', () => api.ask('GET', adminPolicies), {
    seconds: 30,
  });
}

/** Creates a policy. */
export async function createAdminPolicy(
  api: Api,
  name: string,
  spec: object,
): Promise<void> {
  await api.ask('POST', adminPolicies, {
    apiVersion: `${group}/v1alpha1`,
    kind: 'AdminNetworkPolicy',
    metadata: { name },
    spec,
  });
}
