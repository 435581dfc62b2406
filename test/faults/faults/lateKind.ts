import { Api } from '../clusters/Api';
import { home } from '../clusters/world';
import { eventually } from '../eventually';
import { Fault } from './Fault';

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

/** A policy of the new kind that denies everything, and one that makes no sense. */
async function createPolicies(api: Api): Promise<void> {
  const policies = [
    {
      metadata: { name: 'closed' },
      spec: {
        priority: 1,
        subject: {
          namespaces: { matchLabels: { 'kubernetes.io/metadata.name': home } },
        },
        ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
      },
    },
    { metadata: { name: 'nonsense' }, spec: { priority: 'first', ingress: 7 } },
  ];
  for (const policy of policies) {
    await api.ask('POST', `/apis/${group}/v1alpha1/${plural}`, {
      apiVersion: `${group}/v1alpha1`,
      kind: 'AdminNetworkPolicy',
      ...policy,
    });
  }
}

/** The portal looks every five minutes, give or take a tenth, whether a kind is there that was not. */
const lookAgainSeconds = 340;

/**
 * A kind of policy that is installed while the cluster is kept, and an object of it that makes no sense.
 */
export const lateKind: Fault = {
  name: 'AdminNetworkPolicy installed later, one policy of it nonsense',
  on: 'trial',
  shows: { state: 'live', because: /AdminNetworkPolicy nonsense/ },
  shownWithin: lookAgainSeconds,
  lasts: 0,
  liveWithin: 30,
  begin: async ({ cluster: { api } }) => {
    await api.ask('POST', definitions, definition);
    await eventually(
      'the kind is served',
      () => api.ask('GET', `/apis/${group}/v1alpha1/${plural}`),
      { seconds: 30 },
    );
    await createPolicies(api);
  },
  end: async ({ cluster: { api } }) => {
    await api.ask('DELETE', `/apis/${group}/v1alpha1/${plural}/nonsense`);
  },
};
