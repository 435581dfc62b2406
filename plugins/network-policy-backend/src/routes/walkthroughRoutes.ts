import { networkPolicyWalkthroughPermission } from 'backstage-plugin-network-policy-common';
import { audited } from '../audit/audited';
import { authorize } from '../permissions/authorize';
import { ApiRouter, RouteServices } from './RouteServices';

/**
 * The example service.
 */
export function addWalkthroughRoutes(
  router: ApiRouter,
  { httpAuth, auditor, permissions, walkthrough }: RouteServices,
): void {
  router.get('/clusters/:cluster/walkthrough', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    await authorize(
      permissions,
      networkPolicyWalkthroughPermission,
      credentials,
    );
    response.json(await walkthrough.get(request.params.cluster));
  });

  router.put('/clusters/:cluster/walkthrough', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { cluster } = request.params;
    const { isolate, dryRun = false } = request.body;
    const deployed = await audited(
      auditor,
      {
        eventId: 'walkthrough-deploy',
        severityLevel: 'medium',
        request,
        meta: {
          requestedBy: credentials.principal.userEntityRef,
          cluster,
          isolate,
          dryRun,
        },
      },
      async () => {
        await authorize(
          permissions,
          networkPolicyWalkthroughPermission,
          credentials,
        );
        return walkthrough.deploy(cluster, request.body);
      },
      ({ ready }) => ({ ready }),
    );
    response.json(deployed);
  });

  router.delete('/clusters/:cluster/walkthrough', async (request, response) => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user'],
    });
    const { cluster } = request.params;
    const removed = await audited(
      auditor,
      {
        eventId: 'walkthrough-remove',
        severityLevel: 'medium',
        request,
        meta: { requestedBy: credentials.principal.userEntityRef, cluster },
      },
      async () => {
        await authorize(
          permissions,
          networkPolicyWalkthroughPermission,
          credentials,
        );
        return walkthrough.remove(cluster);
      },
      ({ objects }) => ({
        left: objects
          .filter(({ state }) => state !== 'absent')
          .map(({ kind, name }) => `${kind} ${name}`),
      }),
    );
    response.json(removed);
  });
}
