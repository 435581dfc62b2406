import { networkPolicyWalkthroughPermission } from 'backstage-plugin-network-policy-common';
import { permission } from './needs';
import { route } from './route';

/**
 * The example service.
 */
export const walkthroughRoutes = [
  route('GET /clusters/{cluster}/walkthrough', {
    who: 'people',
    needs: permission(networkPolicyWalkthroughPermission),
    handle: (_, { params }, { walkthrough }) => walkthrough.get(params.cluster),
  }),
  route('PUT /clusters/{cluster}/walkthrough', {
    who: 'people',
    needs: permission(networkPolicyWalkthroughPermission),
    audit: {
      event: { eventId: 'walkthrough-deploy', severityLevel: 'medium' },
      meta: ({ params, body: { isolate, dryRun = false } }) => ({
        cluster: params.cluster,
        isolate,
        dryRun,
      }),
      outcome: ({ ready }) => ({ ready }),
    },
    handle: (_, { params, body }, { walkthrough }) =>
      walkthrough.deploy(params.cluster, body),
  }),
  route('DELETE /clusters/{cluster}/walkthrough', {
    who: 'people',
    needs: permission(networkPolicyWalkthroughPermission),
    audit: {
      event: { eventId: 'walkthrough-remove', severityLevel: 'medium' },
      meta: ({ params }) => ({ cluster: params.cluster }),
      outcome: ({ objects }) => ({
        left: objects
          .filter(({ state }) => state !== 'absent')
          .map(({ kind, name }) => `${kind} ${name}`),
      }),
    },
    handle: (_, { params }, { walkthrough }) =>
      walkthrough.remove(params.cluster),
  }),
];
