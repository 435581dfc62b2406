import { Api } from '../clusters/Api';
import {
  adminPolicies,
  createAdminPolicy,
  installAdminPolicies,
} from '../clusters/adminPolicies';
import { home } from '../clusters/world';
import { Fault, Place } from './Fault';

/** A policy that denies everything, and one that makes no sense. */
async function createPolicies(api: Api): Promise<void> {
  await createAdminPolicy(api, 'closed', {
    priority: 1,
    subject: {
      namespaces: { matchLabels: { 'kubernetes.io/metadata.name': home } },
    },
    ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
  });
  await createAdminPolicy(api, 'nonsense', { priority: 'first', ingress: 7 });
}

const usual = {
  on: 'trial',
  shows: { state: 'live', because: /AdminNetworkPolicy nonsense/ },
  lasts: 0,
  liveWithin: 30,
  end: async ({ cluster }: Place) => {
    await cluster.api.ask('DELETE', `${adminPolicies}/nonsense`);
  },
} as const;

/** A policy that makes no sense, of a kind that the API server itself does not look into. A watch brings it. */
export const nonsensePolicy: Fault = {
  ...usual,
  name: 'an AdminNetworkPolicy that is nonsense',
  shownWithin: 10,
  lasts: 2,
  begin: ({ cluster }) => createPolicies(cluster.api),
};

/** The portal looks every five minutes, give or take a tenth, whether a kind is there that was not. */
const lookAgainSeconds = 340;

/** The same of a kind that is installed while the cluster is kept. */
export const lateKind: Fault = {
  ...usual,
  name: 'AdminNetworkPolicy installed later, one policy of it nonsense',
  shownWithin: lookAgainSeconds,
  begin: async ({ cluster }) => {
    await installAdminPolicies(cluster.api);
    await createPolicies(cluster.api);
  },
};
